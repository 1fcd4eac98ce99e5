package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.kernel.Kernels;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NativeScope;

/** The final norm and the head of a model, without its layers: quickly loaded, and all that a logit lens looks through. */
public final class Unembedding implements AutoCloseable {
    /** Bounds the logits that are in memory at once. */
    private static final long ELEMENTS = 1L << 25;

    private final NativeScope weights;
    private final Kernels kernels;
    private final Norm finalNorm;
    private final Linear head;

    /** @param weights owns the parameters; closed with this, as are the kernels */
    Unembedding(NativeScope weights, Kernels kernels, Norm finalNorm, Linear head) {
        this.weights = weights;
        this.kernels = kernels;
        this.finalNorm = finalNorm;
        this.head = head;
    }

    /**
     * Loads it from a Hugging Face model folder.
     *
     * @throws BadInputException if a file is missing or damaged, or the weights do not fit the config
     * @throws org.latentworkbench.engine.error.UnsupportedException if the model is of a family that cannot be run
     */
    public static Unembedding load(Path directory, ComputeDevice device) {
        return ModelLoader.unembedding(directory, device);
    }

    /**
     * What directions of the residual stream do to the logits directly.
     *
     * @param directions [n, width]: decoder rows of an autoencoder at the residual stream, for example
     * @param count tokens of each list
     */
    public LogitLens lens(FloatMatrix directions, int count) {
        long vocabulary = head.weight().getShape().get(0);
        long width = head.weight().getShape().get(1);
        if (directions.columns() != width || count < 1) {
            throw new BadInputException("The logit lens takes directions of width " + width
                    + " and at least 1 token; given " + directions.columns() + " and " + count + ".");
        }
        int tokens = (int) Math.min(count, vocabulary);
        long step = Math.max(1, ELEMENTS / vocabulary);
        List<List<TokenScore>> promoted = new ArrayList<>();
        List<List<TokenScore>> suppressed = new ArrayList<>();
        for (long from = 0; from < directions.rows(); from += step) {
            long rows = Math.min(step, directions.rows() - from);
            try (NativeScope scope = weights.child()) {
                NDArray part = scope.upload(directions.rows(from, rows).data(), rows, directions.columns());
                NDArray logits = head.apply(finalNorm.scaled(part), kernels);
                collect(logits.topK(tokens, 1, true, true), tokens, promoted);
                collect(logits.topK(tokens, 1, false, true), tokens, suppressed);
            }
        }
        return new LogitLens(promoted, suppressed);
    }

    private static void collect(NDList top, int tokens, List<List<TokenScore>> into) {
        float[] values = NativeScope.download(top.get(0));
        long[] ids = top.get(1).toLongArray();
        for (int row = 0; row < values.length / tokens; row++) {
            List<TokenScore> scores = new ArrayList<>(tokens);
            for (int i = row * tokens; i < (row + 1) * tokens; i++) {
                scores.add(new TokenScore((int) ids[i], values[i]));
            }
            into.add(List.copyOf(scores));
        }
    }

    @Override
    public void close() {
        try (kernels) {
            weights.close();
        }
    }
}
