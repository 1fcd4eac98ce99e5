package org.latentworkbench.engine.plot;

/** The one scale of activation colours: from value to one of ten stops, without interpolation. */
public final class ActivationScale {
    /** Number of the strongest stop; 0 is silence. */
    public static final int STOPS = 9;

    private ActivationScale() {}

    /**
     * The stop of an activation: 0 when it is 0, else ⌈9·value/reference⌉ kept in 1 … 9.
     *
     * @param value activation, ≥ 0
     * @param reference the activation of the strongest stop, usually the latent's maximum on the corpus
     */
    public static int stop(double value, double reference) {
        if (!(value > 0)) {
            return 0;
        }
        if (!(reference > 0)) {
            return STOPS;
        }
        return Math.clamp((long) Math.ceil(STOPS * value / reference), 1, STOPS);
    }
}
