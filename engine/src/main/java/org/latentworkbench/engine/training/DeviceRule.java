package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The formulas of a {@link LatentRule} for many rows at once. Arrays over rows and latents are [R, n]; sums over the rows of
 * the batch, which an instance gathers over one step, are [n].
 */
sealed interface DeviceRule permits DeviceRule.Chosen, DeviceRectifiedRule, DeviceGatedRule, DeviceJumpRule {
    /** f of the pre-activations z. */
    NDArray activations(NDArray z);

    /**
     * {@code ∂L/∂pre} of some rows, whose sums it gathers.
     *
     * @param f activations
     * @param slopes {@code G W_decᵀ}; may be overwritten
     * @param gateSlopes the same of Gated's second reconstruction; null for other kinds
     */
    NDArray preGradients(NDArray z, NDArray f, NDArray slopes, @Nullable NDArray gateSlopes);

    /**
     * Adds the gradients that come from sums, after all rows.
     *
     * @param preSums [n] sums of {@link #preGradients}
     * @param active f &gt; 0 over all rows, a single number
     */
    default void finish(DeviceParameters gradient, NDArray preSums, NDArray active) {
        gradient.encoderBias().addi(preSums);
    }

    /** The sum of the penalties of all rows, a single number; null where the number of active latents decides it. */
    default @Nullable NDArray penalties() {
        return null;
    }

    /**
     * The penalty's part of the loss.
     *
     * @param penalties the number of {@link #penalties}, 0 if there is none
     * @param meanActive L0 of the batch
     */
    default double penalty(double penalties, double meanActive) {
        return penalties;
    }

    /** 1 where an array is true, else 0. */
    static NDArray mask(NDArray condition) {
        return condition.toType(DataType.FLOAT32, false);
    }

    /** As {@link ChosenRule}: the choice gives the activations. */
    record Chosen(DeviceNumbers numbers) implements DeviceRule {
        @Override
        public NDArray activations(NDArray z) {
            return z.maximum(numbers.constant(0));
        }

        @Override
        public NDArray preGradients(NDArray z, NDArray f, NDArray slopes, @Nullable NDArray gateSlopes) {
            return slopes.muli(mask(f.gt(numbers.constant(0))));
        }
    }
}
