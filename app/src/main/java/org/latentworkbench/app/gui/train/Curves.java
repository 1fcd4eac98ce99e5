package org.latentworkbench.app.gui.train;

/**
 * What a run logged, one entry a logged step. Owns its arrays.
 *
 * @param step steps done
 * @param seconds since the start
 * @param loss what is minimised
 * @param fvu per prefix, the last being all latents; {@code [prefix][entry]}
 * @param l0 active latents per token
 * @param dead share of latents that are dead
 * @param tokensPerSecond the latest speed; 0 if unknown
 */
record Curves(
        double[] step,
        double[] seconds,
        double[] loss,
        double[][] fvu,
        double[] l0,
        double[] dead,
        double tokensPerSecond) {
    static final Curves NONE =
            new Curves(new double[0], new double[0], new double[0], new double[0][], new double[0], new double[0], 0);

    boolean isEmpty() {
        return step.length == 0;
    }

    double last(double[] values) {
        return values.length == 0 ? Double.NaN : values[values.length - 1];
    }
}
