package org.latentworkbench.engine.tree;

import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A uniform sample of value pairs from a stream of unknown length (Vitter's algorithm R). */
final class PairReservoir {
    private final long[] positions;
    private final float[] parents;
    private final float[] children;
    private final SplittableRandom random;
    private long offered;

    PairReservoir(int limit, long seed) {
        int size = Math.max(0, limit);
        positions = new long[size];
        parents = new float[size];
        children = new float[size];
        random = new SplittableRandom(seed);
    }

    void offer(long position, float parent, float child) {
        long slot = offered < positions.length ? offered : random.nextLong(offered + 1);
        offered++;
        if (slot < positions.length) {
            positions[(int) slot] = position;
            parents[(int) slot] = parent;
            children[(int) slot] = child;
        }
    }

    PairSample sample() {
        int[] order = IntStream.range(0, (int) Math.min(offered, positions.length))
                .boxed()
                .sorted(Comparator.comparingLong(i -> positions[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        long[] places = new long[order.length];
        float[] x = new float[order.length];
        float[] y = new float[order.length];
        for (int i = 0; i < order.length; i++) {
            places[i] = positions[order[i]];
            x[i] = parents[order[i]];
            y[i] = children[order[i]];
        }
        return new PairSample(places, x, y, offered);
    }
}
