package org.latentworkbench.engine.training.toy;

import java.util.SplittableRandom;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Ever new rows of a toy model, the same for the same seed. */
public final class ToyStream implements ActivationStream {
    /** Rows whose random numbers belong together: a place in the stream is found by starting its block anew. */
    private static final int BLOCK = 256;
    /** Rows never repeat; as much as a run here ever sees. */
    private static final long ROWS_PER_EPOCH = 1L << 24;

    private final ToyModel model;
    private final long seed;
    private final float[] coefficients;
    private final float[] row;
    private SplittableRandom random = new SplittableRandom();
    private long served;
    private long drawn = -1;

    /** A stream from its first row. */
    public ToyStream(ToyModel model, long seed) {
        this.model = model;
        this.seed = seed;
        this.coefficients = new float[model.features().size()];
        this.row = new float[model.width()];
    }

    @Override
    public int width() {
        return row.length;
    }

    @Override
    public long rowsPerEpoch() {
        return ROWS_PER_EPOCH;
    }

    @Override
    public void next(FloatMatrix into) {
        for (long at = 0; at < into.rows(); at++) {
            draw(coefficients);
            into.setRow(at, row);
        }
    }

    /** Draws the next row; its coefficients go to the array. */
    float[] draw(float[] truth) {
        if (drawn != served || served % BLOCK == 0) {
            random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + served / BLOCK).split();
            for (long before = served - served % BLOCK; before < served; before++) {
                model.draw(random, truth, row);
            }
        }
        model.draw(random, truth, row);
        served++;
        drawn = served;
        return row;
    }

    @Override
    public long rowsServed() {
        return served;
    }

    @Override
    public void skipTo(long rowsServed) {
        if (rowsServed != served) {
            served = rowsServed;
            drawn = -1;
        }
    }

    @Override
    public void close() {}
}
