package org.latentworkbench.engine.activation;

/** How the input scale s of {@code xn = s * (x - shift)} is chosen. */
public enum ScaleRule {
    /** {@code s = 1 / sqrt(E |x - shift|^2)}: mean squared norm 1. The default. */
    UNIT_MS,
    /** {@code s = sqrt(d) / E |x - shift|}: mean norm sqrt(d). */
    SQRT_D,
    /** The scale was given from outside. */
    GIVEN,
    /** {@code s = 1}. */
    NONE
}
