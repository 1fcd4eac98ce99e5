package org.latentworkbench.engine.pipeline;

import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.sae.LatentChange;

/**
 * A latent that is held at another activation while a model runs.
 *
 * @param latent its number
 * @param kind how its activation is changed
 * @param value the activation of a clamp, in raw model units; the factor of a boost; not used by an ablation
 */
public record PlaygroundChange(int latent, Kind kind, double value) {
    /** How an activation is changed. */
    public enum Kind {
        /** It has one value on every token. */
        CLAMP,
        /** It is 0 on every token. */
        ABLATE,
        /** It is multiplied where it fires. */
        BOOST
    }

    /** Checks the value. */
    public PlaygroundChange {
        if (latent < 0 || Double.isNaN(value) || Double.isInfinite(value)) {
            throw new BadInputException(
                    "Latent " + latent + " cannot be changed to " + value + "; give a latent and a finite number.");
        }
    }

    /** What becomes of the latent's activation. */
    LatentChange change() {
        return switch (kind) {
            case CLAMP -> new LatentChange.Clamp((float) value);
            case ABLATE -> LatentChange.ablate();
            case BOOST -> new LatentChange.Scale((float) value);
        };
    }
}
