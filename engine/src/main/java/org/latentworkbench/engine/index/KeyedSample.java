package org.latentworkbench.engine.index;

import java.util.Arrays;

/**
 * A uniform sample without replacement of the numbers offered, of bounded size. Every number gets a key from a hash
 * with the seed and the smallest keys win, so the sample does not depend on the order in which they are offered.
 */
final class KeyedSample {
    private final int limit;
    private final long seed;
    private final long[] keys;
    private final int[] numbers;
    private int size;

    KeyedSample(int limit, long seed) {
        this.limit = Math.max(0, limit);
        this.seed = seed;
        keys = new long[this.limit];
        numbers = new int[this.limit];
    }

    void offer(int number) {
        long key = key(number);
        if (size < limit) {
            keys[size] = key;
            numbers[size] = number;
            rise(size++);
        } else if (limit > 0 && key < keys[0]) {
            keys[0] = key;
            numbers[0] = number;
            sink();
        }
    }

    /** The sample in ascending order. */
    int[] ascending() {
        int[] sample = Arrays.copyOf(numbers, size);
        Arrays.sort(sample);
        return sample;
    }

    /** SplitMix64's finaliser: neighbouring numbers get unrelated keys. */
    private long key(int number) {
        long z = seed + 0x9E3779B97F4A7C15L * (number + 1L);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The largest key lies at the root of the heap. */
    private void rise(int from) {
        int at = from;
        while (at > 0 && keys[(at - 1) / 2] < keys[at]) {
            swap(at, (at - 1) / 2);
            at = (at - 1) / 2;
        }
    }

    private void sink() {
        int at = 0;
        while (true) {
            int larger = 2 * at + 1;
            if (larger >= size) {
                return;
            }
            if (larger + 1 < size && keys[larger + 1] > keys[larger]) {
                larger++;
            }
            if (keys[at] >= keys[larger]) {
                return;
            }
            swap(at, larger);
            at = larger;
        }
    }

    private void swap(int a, int b) {
        long key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
        int number = numbers[a];
        numbers[a] = numbers[b];
        numbers[b] = number;
    }
}
