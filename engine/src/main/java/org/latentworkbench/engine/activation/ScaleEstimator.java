package org.latentworkbench.engine.activation;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Estimates the input scale (sae-methods 2): on 100 batches or all rows if there are fewer, with float64 sums, after
 * dropping rows whose norm exceeds 10 times the median of the rows that are not zero.
 */
public final class ScaleEstimator {
    /** Rows looked at, if there are so many: 100 batches of 2048. */
    public static final long ROWS = 100L * 2048;

    /** Rows whose norm is more than this many times the median norm are dropped. */
    public static final double OUTLIER_FACTOR = 10;

    private static final int BATCH_ROWS = 2048;

    private ScaleEstimator() {}

    /** Rows that can be gone through several times, the same each time. */
    interface Sample {
        long rows();

        void forEach(RowVisitor visitor);
    }

    /** Sees one row. */
    @FunctionalInterface
    interface RowVisitor {
        void row(FloatMatrix rows, long row);
    }

    /**
     * Estimates on the first rows of a stream; the stream is left at its start.
     *
     * @param rule {@link ScaleRule#UNIT_MS} or {@link ScaleRule#SQRT_D}, or {@link ScaleRule#NONE} for scale 1
     * @param centre whether the shift is the mean of the rows; else it is 0
     */
    public static InputScale estimate(ActivationStream stream, ScaleRule rule, boolean centre, JobContext job) {
        long rows = Math.min(ROWS, stream.rowsPerEpoch());
        Sample sample = new Sample() {
            @Override
            public long rows() {
                return rows;
            }

            @Override
            public void forEach(RowVisitor visitor) {
                stream.skipTo(0);
                try (Arena arena = Arena.ofConfined()) {
                    FloatMatrix batch = FloatMatrix.allocate(arena, Math.min(BATCH_ROWS, rows), stream.width());
                    for (long done = 0; done < rows; done += batch.rows()) {
                        job.checkCancelled();
                        FloatMatrix part = batch.rows(0, Math.min(batch.rows(), rows - done));
                        stream.next(part);
                        for (long row = 0; row < part.rows(); row++) {
                            visitor.row(part, row);
                        }
                    }
                }
            }
        };
        try {
            return estimate(sample, stream.width(), rule, centre);
        } finally {
            stream.skipTo(0);
        }
    }

    static InputScale estimate(Sample sample, int width, ScaleRule rule, boolean centre) {
        if (rule == ScaleRule.NONE) {
            return InputScale.none(width);
        }
        if (rule == ScaleRule.GIVEN) {
            throw new IllegalArgumentException("a given scale is not estimated");
        }
        double[] squares = squaredNorms(sample, new float[width]);
        double limit = limit(squares);
        boolean[] kept = new boolean[squares.length];
        int count = 0;
        for (int i = 0; i < kept.length; i++) {
            kept[i] = squares[i] <= limit;
            count += kept[i] ? 1 : 0;
        }
        float[] shift = centre ? mean(sample, kept, count, width) : new float[width];
        double[] centred = centre ? squaredNorms(sample, shift) : squares;
        double sum = 0;
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                sum += rule == ScaleRule.UNIT_MS ? centred[i] : Math.sqrt(centred[i]);
            }
        }
        if (!(sum > 0)) {
            throw new BadInputException("All " + count + " activations looked at are " + (centre ? "equal" : "zero")
                    + ", so there is no scale; choose another hook point.");
        }
        double average = sum / count;
        double scale = rule == ScaleRule.UNIT_MS ? 1 / Math.sqrt(average) : Math.sqrt(width) / average;
        return new InputScale(scale, shift, rule, count);
    }

    private static double[] squaredNorms(Sample sample, float[] shift) {
        double[] squares = new double[Math.toIntExact(sample.rows())];
        int[] at = {0};
        sample.forEach((rows, row) -> {
            double sum = 0;
            for (int column = 0; column < shift.length; column++) {
                double value = (double) rows.get(row, column) - shift[column];
                sum += value * value;
            }
            squares[at[0]++] = sum;
        });
        return squares;
    }

    private static double limit(double[] squares) {
        // Rows of zeros say nothing of the usual norm; where they are the most, their median would drop all others.
        double[] sorted =
                Arrays.stream(squares).filter(square -> square > 0).sorted().toArray();
        if (sorted.length == 0) {
            return 0;
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1
                ? Math.sqrt(sorted[middle])
                : (Math.sqrt(sorted[middle - 1]) + Math.sqrt(sorted[middle])) / 2;
        return OUTLIER_FACTOR * median * OUTLIER_FACTOR * median;
    }

    private static float[] mean(Sample sample, boolean[] kept, int count, int width) {
        double[] sums = new double[width];
        int[] at = {0};
        sample.forEach((rows, row) -> {
            if (kept[at[0]++]) {
                for (int column = 0; column < width; column++) {
                    sums[column] += rows.get(row, column);
                }
            }
        });
        float[] mean = new float[width];
        for (int column = 0; column < width; column++) {
            mean[column] = (float) (sums[column] / count);
        }
        return mean;
    }
}
