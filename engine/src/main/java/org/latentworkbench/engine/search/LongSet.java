package org.latentworkbench.engine.search;

import java.util.Arrays;

/** A set of longs other than {@link Long#MIN_VALUE}, cheap to clear. For one thread. */
final class LongSet {
    private static final long FREE = Long.MIN_VALUE;

    private long[] table = filled(64);
    private int size;

    private static long[] filled(int capacity) {
        long[] table = new long[capacity];
        Arrays.fill(table, FREE);
        return table;
    }

    /** Adds a value; gives whether it was new. */
    boolean add(long value) {
        int mask = table.length - 1;
        int at = mix(value) & mask;
        while (table[at] != FREE) {
            if (table[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        table[at] = value;
        if (++size * 2 > table.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] old = table;
        table = filled(old.length * 2);
        int mask = table.length - 1;
        for (long value : old) {
            if (value != FREE) {
                int at = mix(value) & mask;
                while (table[at] != FREE) {
                    at = (at + 1) & mask;
                }
                table[at] = value;
            }
        }
    }

    private static int mix(long value) {
        long mixed = value * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    void clear() {
        if (size == 0) {
            return;
        }
        if (table.length > 4096 && size < table.length / 16) {
            table = filled(1024);
        } else {
            Arrays.fill(table, FREE);
        }
        size = 0;
    }
}
