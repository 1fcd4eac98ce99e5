package org.latentworkbench.engine.training;

import java.util.SplittableRandom;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Rows in memory, in a new order every epoch. */
class RowsStream implements ActivationStream {
    private final float[][] rows;
    private final long seed;
    private long served;
    private long orderEpoch = -1;
    private int[] order = new int[0];

    RowsStream(float[][] rows, long seed) {
        this.rows = rows;
        this.seed = seed;
    }

    @Override
    public int width() {
        return rows[0].length;
    }

    @Override
    public long rowsPerEpoch() {
        return rows.length;
    }

    @Override
    public void next(FloatMatrix into) {
        for (long row = 0; row < into.rows(); row++) {
            into.setRow(row, rows[order(served / rows.length)[(int) (served % rows.length)]].clone());
            served++;
        }
    }

    private int[] order(long epoch) {
        if (epoch != orderEpoch) {
            SplittableRandom random = new SplittableRandom(seed + epoch);
            order = java.util.stream.IntStream.range(0, rows.length).toArray();
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swap = order[i];
                order[i] = order[j];
                order[j] = swap;
            }
            orderEpoch = epoch;
        }
        return order;
    }

    @Override
    public long rowsServed() {
        return served;
    }

    @Override
    public void skipTo(long rowsServed) {
        served = rowsServed;
    }

    @Override
    public void close() {}
}
