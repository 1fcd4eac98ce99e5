package org.latentworkbench.engine.search;

import java.util.Arrays;

/** Configurations to visit: instruction and memory in one number, and the token where the match started. For one thread. */
final class Agenda {
    private long[] codes = new long[8];
    private int[] starts = new int[8];
    private int size;

    void add(long code, int start) {
        if (size == codes.length) {
            codes = Arrays.copyOf(codes, size * 2);
            starts = Arrays.copyOf(starts, size * 2);
        }
        codes[size] = code;
        starts[size++] = start;
    }

    int size() {
        return size;
    }

    long code(int i) {
        return codes[i];
    }

    int start(int i) {
        return starts[i];
    }

    void clear() {
        size = 0;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long lastCode() {
        return codes[size - 1];
    }

    int lastStart() {
        return starts[size - 1];
    }

    void removeLast() {
        size--;
    }

    /** Puts the earliest starts first, keeping the order of equal ones. */
    void sortByStart() {
        boolean sorted = true;
        for (int i = 1; i < size; i++) {
            sorted &= starts[i - 1] <= starts[i];
        }
        if (sorted) {
            return;
        }
        long[] order = new long[size];
        for (int i = 0; i < size; i++) {
            order[i] = (long) starts[i] << 32 | i;
        }
        Arrays.sort(order);
        long[] sortedCodes = new long[size];
        int[] sortedStarts = new int[size];
        for (int i = 0; i < size; i++) {
            sortedCodes[i] = codes[(int) order[i]];
            sortedStarts[i] = starts[(int) order[i]];
        }
        System.arraycopy(sortedCodes, 0, codes, 0, size);
        System.arraycopy(sortedStarts, 0, starts, 0, size);
    }
}
