package org.latentworkbench.engine.lm.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * The positions of one pass: where they begin and the rotary angles. Arrays for libtorch are made when they are asked for
 * and live as long as the pass. Used by one thread.
 */
public final class Positions {
    private final NativeScope scope;
    private final int first;
    private final int length;
    private final int pairs;
    private final float[] cosine;
    private final float[] sine;
    private final Map<Integer, NDArray> masks = new HashMap<>();
    private @Nullable NDArray cosineArray;
    private @Nullable NDArray sineArray;

    /**
     * @param scope of the pass
     * @param first position of the first token; the tokens before it are known from earlier passes
     * @param length number of tokens
     * @param rotation how queries and keys are turned
     */
    public Positions(NativeScope scope, int first, int length, Rotation rotation) {
        this.scope = scope;
        this.first = first;
        this.length = length;
        double[] frequencies = rotation.frequencies();
        double amplitude = rotation.amplitude();
        this.pairs = frequencies.length;
        this.cosine = new float[length * pairs];
        this.sine = new float[length * pairs];
        for (int t = 0; t < length; t++) {
            for (int j = 0; j < pairs; j++) {
                // Rounded like the float32 angles of the models' training code.
                float angle = (float) frequencies[j] * (first + t);
                cosine[t * pairs + j] = (float) (amplitude * Math.cos(angle));
                sine[t * pairs + j] = (float) (amplitude * Math.sin(angle));
            }
        }
    }

    /** Position of the first token. */
    public int first() {
        return first;
    }

    /** Number of tokens. */
    public int length() {
        return length;
    }

    /** Rotated pairs of a head. */
    int pairs() {
        return pairs;
    }

    /** [length · pairs], times the rotation's amplitude; owned by this object. */
    float[] cosine() {
        return cosine;
    }

    /** [length · pairs]; owned by this object. */
    float[] sine() {
        return sine;
    }

    /** [length, 1, pairs] */
    NDArray cosineArray() {
        if (cosineArray == null) {
            cosineArray = scope.upload(MemorySegment.ofArray(cosine), length, 1, pairs);
        }
        return cosineArray;
    }

    /** [length, 1, pairs] */
    NDArray sineArray() {
        if (sineArray == null) {
            sineArray = scope.upload(MemorySegment.ofArray(sine), length, 1, pairs);
        }
        return sineArray;
    }

    /**
     * [length, first + length], 0 where a query may look and −∞ where not; right padding needs no mask of its own because no
     * token looks ahead.
     */
    NDArray mask(int window) {
        return masks.computeIfAbsent(
                Math.min(window, first + length), seen -> mask(scope.manager(), seen, 0, length, first + length));
    }

    /**
     * The part of a mask that some queries need.
     *
     * @param owner of the result
     * @param from first query, counted in this pass
     * @param rows queries
     * @param keys the first so many keys
     * @return [rows, keys]
     */
    NDArray mask(NDManager owner, int window, int from, int rows, int keys) {
        float[] mask = new float[rows * keys];
        for (int t = 0; t < rows; t++) {
            for (int s = 0; s < keys; s++) {
                int ago = first + from + t - s;
                mask[t * keys + s] = ago >= 0 && ago < window ? 0 : Float.NEGATIVE_INFINITY;
            }
        }
        return owner.create(mask, new Shape(rows, keys));
    }
}
