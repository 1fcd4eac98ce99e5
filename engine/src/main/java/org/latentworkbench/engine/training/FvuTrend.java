package org.latentworkbench.engine.training;

/**
 * Where the FVU of a run is heading: an exponential mean over its batches, corrected for its start, and the step at which it
 * last became clearly better. Part of the state of a run, so that a resumed one stops where an unbroken one would.
 */
final class FvuTrend {
    private static final long LONGEST_WINDOW = 1000;
    private static final long SHORTEST_WINDOW = 10;

    private final double decay;
    private final double improvement;
    private Values values = Values.NONE;

    /**
     * What is saved of it.
     *
     * @param sum the uncorrected mean
     * @param weight what corrects it, from 0 to 1
     * @param mark the FVU that has to be improved on; infinite at the start
     * @param markStep the step at which it was reached
     */
    record Values(double sum, double weight, double mark, long markStep) {
        static final Values NONE = new Values(0, 0, Double.MAX_VALUE, 0);
    }

    private FvuTrend(double decay, double improvement) {
        this.decay = decay;
        this.improvement = improvement;
    }

    /**
     * Over a window of a twentieth of the run, at least 10 and at most 1,000 batches.
     *
     * @param improvement share by which the FVU must fall to count as better
     */
    static FvuTrend forRun(long steps, double improvement) {
        return new FvuTrend(1 - 1.0 / Math.clamp(steps / 20, SHORTEST_WINDOW, LONGEST_WINDOW), improvement);
    }

    /** Takes a batch; one without variance is left out. */
    void add(long step, StepReport report) {
        if (!(report.variance() > 0)) {
            return;
        }
        double fvu = report.residuals()[report.residuals().length - 1] / report.variance();
        double sum = decay * values.sum + (1 - decay) * fvu;
        double weight = decay * values.weight + (1 - decay);
        boolean better = sum / weight < values.mark * (1 - improvement);
        values = better
                ? new Values(sum, weight, sum / weight, step)
                : new Values(sum, weight, values.mark, values.markStep);
    }

    /** The mean now; NaN before the first batch. */
    double fvu() {
        return values.weight > 0 ? values.sum / values.weight : Double.NaN;
    }

    /** Steps since it last became clearly better. */
    long stepsWithoutProgress(long step) {
        return step - values.markStep;
    }

    Values values() {
        return values;
    }

    void restore(Values saved) {
        values = saved;
    }
}
