package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.VectorKernels;

/** Memory for {@link AuxiliaryLoss}: arrays over the dead latents, made for more of them when there are more. */
final class AuxiliaryArrays implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final int capacity;
    private final FloatMatrix activations;
    private final FloatMatrix activationGradients;
    private final FloatMatrix errors;
    private final FloatMatrix decoder;
    private final FloatMatrix encoderGradients;
    private final FloatMatrix decoderGradients;
    private final double[] biasGradients;
    private final float[] encoderNorms;
    private final float[] decoderNorms;

    /**
     * @param rows batch rows that are worked on at once
     * @param capacity dead latents at most
     * @param width d
     */
    AuxiliaryArrays(int rows, int capacity, int width) {
        this.capacity = capacity;
        this.activations = FloatMatrix.allocate(arena, rows, capacity);
        this.activationGradients = FloatMatrix.allocate(arena, rows, capacity);
        this.errors = FloatMatrix.allocate(arena, rows, width);
        this.decoder = FloatMatrix.allocate(arena, capacity, width);
        this.encoderGradients = FloatMatrix.allocate(arena, capacity, width);
        this.decoderGradients = FloatMatrix.allocate(arena, capacity, width);
        this.biasGradients = new double[capacity];
        this.encoderNorms = new float[capacity];
        this.decoderNorms = new float[capacity];
    }

    int capacity() {
        return capacity;
    }

    float biasGradient(int place) {
        return (float) biasGradients[place];
    }

    float encoderNorm(int place) {
        return encoderNorms[place];
    }

    float decoderNorm(int place) {
        return decoderNorms[place];
    }

    /** The arrays as they are for {@code dead} latents. */
    View view(int dead) {
        return new View(this, dead);
    }

    @Override
    public void close() {
        arena.close();
    }

    /**
     * The part of the memory that so many dead latents take.
     *
     * @param arrays the memory
     * @param dead n_dead
     */
    record View(AuxiliaryArrays arrays, int dead) {
        /** z, [rows, n_dead] */
        FloatMatrix activations(int rows) {
            return reshape(arrays.activations, rows);
        }

        /** ∂L/∂z, [rows, n_dead] */
        FloatMatrix activationGradients(int rows) {
            return reshape(arrays.activationGradients, rows);
        }

        /** ê - e, then ∂L/∂ê, [rows, d] */
        FloatMatrix errors(int rows) {
            return arrays.errors.rows(0, rows);
        }

        /** Decoder rows of the dead latents, [n_dead, d] */
        FloatMatrix decoder() {
            return arrays.decoder.rows(0, dead);
        }

        FloatMatrix encoderGradients() {
            return arrays.encoderGradients.rows(0, dead);
        }

        FloatMatrix decoderGradients() {
            return arrays.decoderGradients.rows(0, dead);
        }

        void clearGradients() {
            encoderGradients().data().fill((byte) 0);
            decoderGradients().data().fill((byte) 0);
            Arrays.fill(arrays.biasGradients, 0);
            measureGradients();
        }

        /** Adds the column sums of a block's gradients. */
        void addBiasGradients(FloatMatrix gradient) {
            float[] sums = new float[dead];
            for (long row = 0; row < gradient.rows(); row++) {
                VectorKernels.addScaled(sums, 1, gradient.data(), row * dead);
            }
            for (int place = 0; place < dead; place++) {
                arrays.biasGradients[place] += sums[place];
            }
        }

        /** Takes the norms of the finished gradient rows. */
        void measureGradients() {
            int width = arrays.decoder.columns();
            for (int place = 0; place < dead; place++) {
                long start = (long) place * width;
                arrays.encoderNorms[place] = VectorKernels.norm(arrays.encoderGradients.data(), start, width);
                arrays.decoderNorms[place] = VectorKernels.norm(arrays.decoderGradients.data(), start, width);
            }
        }

        private FloatMatrix reshape(FloatMatrix whole, int rows) {
            return new FloatMatrix(rows, dead, whole.data().asSlice(0, (long) rows * dead * Float.BYTES));
        }
    }
}
