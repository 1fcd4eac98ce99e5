package org.latentworkbench.engine.sae;

/** What becomes of one latent's activation, in the units in which activations are shown. */
public sealed interface LatentChange {
    /** Its activation after the change. */
    float of(float activation);

    /** It is set to a value, whether it fires or not; to 0 to ablate it. */
    record Clamp(float value) implements LatentChange {
        @Override
        public float of(float activation) {
            return value;
        }
    }

    /** It is multiplied. */
    record Scale(float factor) implements LatentChange {
        @Override
        public float of(float activation) {
            return factor * activation;
        }
    }

    /** It never fires. */
    static LatentChange ablate() {
        return new Clamp(0);
    }
}
