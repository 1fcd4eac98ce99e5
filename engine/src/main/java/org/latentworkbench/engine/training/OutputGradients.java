package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Gradients with respect to reconstructions, the rows G that latents' gradients are made of. A batch row has one slot per
 * level: source {@code row * levels + level}.
 *
 * @param batch rows B of a batch
 * @param levels nested reconstructions, 1 if there are none
 * @param rows [B * levels, d]
 * @param norms Euclidean norm of each row
 */
record OutputGradients(int batch, int levels, FloatMatrix rows, float[] norms) {
    static OutputGradients allocate(Arena arena, int batch, int levels, int width) {
        int count = Math.multiplyExact(batch, levels);
        return new OutputGradients(batch, levels, FloatMatrix.allocate(arena, count, width), new float[count]);
    }

    int source(int row, int level) {
        return row * levels + level;
    }

    /** The same memory as [B, levels * d]: the slots of a batch row side by side. */
    FloatMatrix wide() {
        return new FloatMatrix(batch, levels * rows.columns(), rows.data());
    }
}
