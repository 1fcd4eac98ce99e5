package org.latentworkbench.app.gui.control;

import java.util.Locale;

/**
 * A range of activations.
 *
 * @param low least activation
 * @param high greatest activation
 */
public record ActivationRange(double low, double high) {
    /** The range as written in a tab: {@code 2.60–4.20}. */
    public String text() {
        return String.format(Locale.US, "%.2f–%.2f", low, high);
    }
}
