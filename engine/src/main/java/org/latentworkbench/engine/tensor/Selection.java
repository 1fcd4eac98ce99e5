package org.latentworkbench.engine.tensor;

/** Quick-select (Hoare 1961). */
final class Selection {
    private Selection() {}

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
