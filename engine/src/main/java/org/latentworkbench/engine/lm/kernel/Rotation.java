package org.latentworkbench.engine.lm.kernel;

import java.util.Arrays;

/**
 * How the positions of a pass turn queries and keys.
 *
 * @param frequencies radians per position of each rotated pair; empty without rotary positions
 * @param amplitude what a turned pair is multiplied by; 1 in all rules but YaRN's
 */
public record Rotation(double[] frequencies, double amplitude) {
    /** Nothing is turned. */
    public static final Rotation NONE = new Rotation(new double[0], 1);

    @Override
    public boolean equals(Object other) {
        return other instanceof Rotation r && amplitude == r.amplitude && Arrays.equals(frequencies, r.frequencies);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(frequencies) + Double.hashCode(amplitude);
    }
}
