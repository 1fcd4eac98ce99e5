package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.lang.foreign.MemorySegment;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * What attention knows of positions in one batch: the causal mask and the rotary tables.
 *
 * @param mask [positions, positions], 0 where a query may look and −∞ where not; right padding needs no mask of its own
 *     because no token looks ahead
 * @param cosine [positions, rotated / 2]
 * @param sine [positions, rotated / 2]
 */
record Positions(NDArray mask, NDArray cosine, NDArray sine) {
    static Positions of(NativeScope scope, int length, double[] frequencies) {
        float[] mask = new float[length * length];
        float[] cosine = new float[length * frequencies.length];
        float[] sine = new float[cosine.length];
        for (int t = 0; t < length; t++) {
            for (int s = t + 1; s < length; s++) {
                mask[t * length + s] = Float.NEGATIVE_INFINITY;
            }
            for (int j = 0; j < frequencies.length; j++) {
                // Rounded like the float32 angles of the models' training code.
                float angle = (float) frequencies[j] * t;
                cosine[t * frequencies.length + j] = (float) Math.cos(angle);
                sine[t * frequencies.length + j] = (float) Math.sin(angle);
            }
        }
        return new Positions(
                scope.upload(MemorySegment.ofArray(mask), length, length),
                scope.upload(MemorySegment.ofArray(cosine), length, frequencies.length),
                scope.upload(MemorySegment.ofArray(sine), length, frequencies.length));
    }

    /**
     * Rotates the pairs (j, j + n/2) of every head.
     *
     * @param x [batch, heads, positions, n], all features rotated
     */
    NDArray rotate(NDArray x) {
        NDList halves = x.split(2, 3);
        NDArray first = halves.get(0);
        NDArray second = halves.get(1);
        return NDArrays.concat(
                new NDList(
                        first.mul(cosine).sub(second.mul(sine)),
                        second.mul(cosine).add(first.mul(sine))),
                3);
    }
}
