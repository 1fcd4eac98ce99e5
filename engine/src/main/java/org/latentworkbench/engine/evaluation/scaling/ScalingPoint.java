package org.latentworkbench.engine.evaluation.scaling;

import org.latentworkbench.engine.error.BadInputException;

/**
 * What one autoencoder reached.
 *
 * @param latents its size n, ≥ 1
 * @param active its active latents per token k, &gt; 0
 * @param loss its normalised error L, for example the FVU, &gt; 0
 */
public record ScalingPoint(double latents, double active, double loss) {
    /** Checks that all three have logarithms. */
    public ScalingPoint {
        if (!(latents > 0 && active > 0 && loss > 0) || Double.isInfinite(latents + active + loss)) {
            throw new BadInputException("A point of a scaling fit has n " + latents + ", k " + active + " and loss "
                    + loss + "; all must be positive.");
        }
    }
}
