package org.latentworkbench.engine.tensor;

import java.util.Arrays;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Quick-select (Hoare 1961), and for few keys counting, which has no branches that a processor cannot foresee. */
final class Selection {
    private static final int FEW = 128;
    private static final VectorSpecies<Long> SPECIES = LongVector.SPECIES_PREFERRED;

    private Selection() {}

    /**
     * The n-th largest of some different keys; their order stays.
     *
     * @param from first key
     * @param count number of keys
     * @param n 1 to {@code count}
     */
    static long nthLargest(long[] keys, int from, int count, int n) {
        if (count > FEW) {
            long[] scratch = Arrays.copyOfRange(keys, from, from + count);
            largestFirst(scratch, count, n);
            long smallest = Long.MAX_VALUE;
            for (int i = 0; i < n; i++) {
                smallest = Math.min(smallest, scratch[i]);
            }
            return smallest;
        }
        int at = from;
        while (greater(keys, from, count, keys[at]) != n - 1) {
            at++;
        }
        return keys[at];
    }

    /** How many keys are greater than one of them. */
    private static int greater(long[] keys, int from, int count, long key) {
        int end = from + count;
        int greater = 0;
        int i = from;
        for (; i <= end - SPECIES.length(); i += SPECIES.length()) {
            greater += LongVector.fromArray(SPECIES, keys, i)
                    .compare(VectorOperators.GT, key)
                    .trueCount();
        }
        for (; i < end; i++) {
            greater += keys[i] > key ? 1 : 0;
        }
        return greater;
    }

    /** Reorders the first {@code count} keys so that the {@code keep} largest come first, in no particular order. */
    static void largestFirst(long[] keys, int count, int keep) {
        int low = 0;
        int high = count - 1;
        while (low < high && keep > 0 && keep < count) {
            long pivot = median(keys[low], keys[(low + high) >>> 1], keys[high]);
            int i = low;
            int j = high;
            while (i <= j) {
                while (keys[i] > pivot) {
                    i++;
                }
                while (keys[j] < pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swap;
                }
            }
            if (keep - 1 <= j) {
                high = j;
            } else if (keep - 1 >= i) {
                low = i;
            } else {
                return;
            }
        }
    }

    private static long median(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
