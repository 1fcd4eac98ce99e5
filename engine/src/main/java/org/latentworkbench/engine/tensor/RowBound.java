package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/**
 * A bound that at least so many elements of a row exceed, near to the largest such bound. The row is cut into about four times
 * as many groups; where so many groups have a maximum above a bound, so many elements are above it. For one thread.
 */
final class RowBound {
    private static final int LANES = VectorKernels.LANES;
    private static final int GROUPS_PER_WANTED = 4;
    private static final int MOST_HALVINGS = 12;

    private final int wanted;
    private final int vectors;
    private final int stride;
    private final float[] maxima;

    /**
     * For rows of one length.
     *
     * @param wanted elements that must exceed the bound, ≥ 1
     * @param columns elements of a row
     */
    RowBound(int wanted, int columns) {
        this.wanted = wanted;
        this.vectors = columns / LANES;
        this.stride = Math.min(Math.ceilDiv(GROUPS_PER_WANTED * wanted, LANES), vectors);
        this.maxima = new float[stride * LANES];
    }

    int wanted() {
        return wanted;
    }

    /**
     * The bound of a row; 0 where fewer groups than are wanted hold a positive element.
     *
     * @param values {@code value + bias} are the row's elements
     * @param start first value of the row
     * @param firstColumn first element of the bias
     */
    float of(MemorySegment values, long start, MemorySegment bias, int firstColumn) {
        if (maxima.length < wanted) {
            return 0;
        }
        float largest = Float.NEGATIVE_INFINITY;
        for (int first = 0; first < stride; first++) {
            FloatVector most = TileScan.sum(values, start + (long) first * LANES, bias, firstColumn + first * LANES);
            for (int i = first + stride; i < vectors; i += stride) {
                FloatVector next = TileScan.sum(values, start + (long) i * LANES, bias, firstColumn + i * LANES);
                // Two instructions where the maximum, which heeds NaN and -0, is six.
                most = most.blend(next, next.compare(VectorOperators.GT, most));
            }
            most.intoArray(maxima, first * LANES);
            largest = Math.max(largest, most.reduceLanes(VectorOperators.MAX));
        }
        return bisect(largest);
    }

    private float bisect(float largest) {
        int above = above(0);
        if (above < wanted) {
            return 0;
        }
        float low = 0;
        float high = largest;
        int enough = wanted + wanted / 8;
        for (int halving = 0; halving < MOST_HALVINGS && above > enough; halving++) {
            float middle = low + (high - low) / 2;
            int count = above(middle);
            if (count >= wanted) {
                low = middle;
                above = count;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private int above(float bound) {
        int count = 0;
        for (int i = 0; i < maxima.length; i += LANES) {
            count += FloatVector.fromArray(VectorKernels.SPECIES, maxima, i)
                    .compare(VectorOperators.GT, bound)
                    .trueCount();
        }
        return count;
    }
}
