package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * The parameters of an autoencoder, or their gradients or moments, on the device: one vector and views of it, so that what is
 * done to all of them alike is one operation.
 *
 * @param all [2 n d + n + d + r n]
 * @param encoder [n, d]
 * @param decoder [n, d]
 * @param encoderBias [n]
 * @param decoderBias [d]
 * @param further [r, n], see {@link SaeWeights#further}
 */
record DeviceParameters(
        NDArray all, NDArray encoder, NDArray decoder, NDArray encoderBias, NDArray decoderBias, NDArray further) {
    /** Numbers copied at once: a buffer of Java ends at 2 GiB. */
    private static final long MOST_AT_ONCE = 1L << 28;

    /**
     * Shapes of the parameters.
     *
     * @param latents n
     * @param width d
     * @param further r
     */
    record Sizes(int latents, int width, int further) {
        static Sizes of(SaeWeights weights) {
            return new Sizes(
                    weights.latents(), weights.width(), (int) weights.further().rows());
        }

        /** Numbers in all of them. */
        long count() {
            return 2L * latents * width + latents + width + (long) further * latents;
        }
    }

    /** The views of a vector; they belong to its scope. */
    static DeviceParameters of(NDArray all, Sizes sizes) {
        long matrix = (long) sizes.latents() * sizes.width();
        long encoderBias = 2 * matrix;
        long decoderBias = encoderBias + sizes.latents();
        long further = decoderBias + sizes.width();
        NDList parts = all.split(new long[] {matrix, encoderBias, decoderBias, further});
        return new DeviceParameters(
                all,
                parts.get(0).reshape(sizes.latents(), sizes.width()),
                parts.get(1).reshape(sizes.latents(), sizes.width()),
                parts.get(2),
                parts.get(3),
                parts.get(4).reshape(sizes.further(), sizes.latents()));
    }

    /** Copies parameters to the device as one vector of {@code scope}. */
    static NDArray upload(NativeScope scope, SaeWeights weights) {
        try (NativeScope pieces = scope.child()) {
            NDList list = new NDList();
            for (FloatMatrix matrix : matrices(weights)) {
                forEachPiece(matrix, piece -> list.add(pieces.upload(piece.data(), size(piece))));
            }
            return scope.keep(NDArrays.concat(list));
        }
    }

    /** Copies a vector back. */
    static void download(NativeScope scope, NDArray all, SaeWeights target) {
        long[] at = {0};
        for (FloatMatrix matrix : matrices(target)) {
            forEachPiece(matrix, piece -> {
                try (NativeScope copy = scope.child()) {
                    long end = at[0] + size(piece);
                    NativeScope.download(copy.keep(all.get(new NDIndex("{}:{}", at[0], end))), piece.data());
                    at[0] = end;
                }
            });
        }
    }

    private static List<FloatMatrix> matrices(SaeWeights weights) {
        return List.of(
                weights.encoder(), weights.decoder(), weights.encoderBias(), weights.decoderBias(), weights.further());
    }

    private static void forEachPiece(FloatMatrix matrix, java.util.function.Consumer<FloatMatrix> action) {
        long rows = Math.max(1, MOST_AT_ONCE / Math.max(1, matrix.columns()));
        for (long first = 0; first < matrix.rows(); first += rows) {
            action.accept(matrix.rows(first, Math.min(rows, matrix.rows() - first)));
        }
    }

    private static long size(FloatMatrix matrix) {
        return matrix.rows() * matrix.columns();
    }
}
