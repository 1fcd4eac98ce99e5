package org.latentworkbench.engine.activation;

/**
 * The one convention of normalisation: an autoencoder sees {@code xn = scale * (x - shift)}. Stored with everything that
 * depends on it and never estimated again on load or resume. Owns its array.
 *
 * @param scale s, positive and finite
 * @param shift one value per dimension of the activation
 * @param rule how the scale was chosen
 * @param rows number of rows the scale was estimated on; 0 if it was given
 */
public record InputScale(double scale, float[] shift, ScaleRule rule, long rows) {
    /** Checks that the scale is usable. */
    public InputScale {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new org.latentworkbench.engine.error.BadInputException(
                    "The input scale is " + scale + "; it must be a positive finite number.");
        }
    }

    /** Scale 1 and no shift for activations of a width. */
    public static InputScale none(int width) {
        return new InputScale(1, new float[width], ScaleRule.NONE, 0);
    }
}
