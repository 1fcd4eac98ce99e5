package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * The decoder's rows and whether they are kept at unit length.
 *
 * @param matrix [n, d]
 * @param unit whether their length is 1; then gradients along them are taken away and rows are scaled after an update
 */
record DecoderRows(FloatMatrix matrix, boolean unit) {
    /** Keeps a row of zeros from becoming a row of NaN. */
    static final float NORM_EPSILON = 1.2e-7f;

    /** Takes from a row's gradient its part along the row, which only changes its length, if rows have unit length. */
    void project(int latent, float[] gradient) {
        if (unit) {
            long start = (long) latent * gradient.length;
            float along = VectorKernels.dot(gradient, matrix.data(), start);
            VectorKernels.addScaled(gradient, -along, matrix.data(), start);
        }
    }

    /** Brings an updated row back to unit length, if it is kept there; gives its length. */
    float normalise(int latent) {
        MemorySegment rows = matrix.data();
        int width = matrix.columns();
        long start = (long) latent * width;
        float norm = VectorKernels.norm(rows, start, width);
        if (!unit) {
            return norm;
        }
        VectorKernels.scale(rows, start, width, 1 / (norm + NORM_EPSILON));
        return 1;
    }

    /** Length of a row. */
    float norm(int latent) {
        return VectorKernels.norm(matrix.data(), (long) latent * matrix.columns(), matrix.columns());
    }
}
