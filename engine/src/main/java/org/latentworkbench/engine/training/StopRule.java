package org.latentworkbench.engine.training;

import org.latentworkbench.engine.error.BadInputException;

/**
 * When a run ends before its last step: the running FVU has not fallen by a share for some steps.
 *
 * @param patience steps to wait for progress, ≥ 1
 * @param improvement share by which the FVU must fall to count as progress, in [0, 1)
 */
public record StopRule(long patience, double improvement) {
    /** Progress worth waiting for unless told otherwise: half a percent of the FVU. */
    public static final double USUAL_IMPROVEMENT = 0.005;

    /** Checks both ranges. */
    public StopRule {
        if (patience < 1) {
            throw new BadInputException("The patience is " + patience + " steps; it must be at least 1.");
        }
        if (!(improvement >= 0 && improvement < 1)) {
            throw new BadInputException(
                    "The least improvement is " + improvement + "; it must be a share from 0 to below 1.");
        }
    }
}
