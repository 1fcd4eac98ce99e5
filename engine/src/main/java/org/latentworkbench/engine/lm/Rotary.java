package org.latentworkbench.engine.lm;

import org.latentworkbench.engine.lm.kernel.Rotation;

/** Rotary positions of a model (Su et al. 2021, "RoFormer"). */
sealed interface Rotary {
    /** No rotary positions. */
    Rotary NONE = new Fixed(Rotation.NONE);

    /**
     * How a pass turns its queries and keys. Keys that earlier passes left in a cache keep their turn, as in transformers.
     *
     * @param tokens of the context up to the end of the pass
     */
    Rotation of(int tokens);

    /** Whether a context is turned otherwise when it is longer, so that it must not be padded to another's length. */
    boolean dependsOnLength();

    /** The same for all contexts. */
    record Fixed(Rotation rotation) implements Rotary {
        @Override
        public Rotation of(int tokens) {
            return rotation;
        }

        @Override
        public boolean dependsOnLength() {
            return false;
        }
    }

    /**
     * Slower the longer the context is, once it is longer than in training ("dynamic NTK"; transformers'
     * {@code _compute_dynamic_ntk_parameters}): {@code θ' = θ ((f · T / T₀) − (f − 1))^(n / (n − 2))}.
     *
     * @param theta θ
     * @param rotated number n of rotated features of a head
     * @param factor f
     * @param trained T₀, the longest context in training
     */
    record Dynamic(double theta, int rotated, double factor, int trained) implements Rotary {
        @Override
        public Rotation of(int tokens) {
            double stretch = factor * Math.max(tokens, trained) / trained - (factor - 1);
            double slower = theta * Math.pow(stretch, rotated / (rotated - 2.0));
            return new Rotation(RotaryFrequencies.plain(slower, rotated), 1);
        }

        @Override
        public boolean dependsOnLength() {
            return true;
        }
    }
}
