package org.latentworkbench.engine.lm.kernel;

import ai.djl.ndarray.NDArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The operations a transformer is made of. A result belongs to the manager of the first operand. Safe for use by several
 * threads.
 */
public interface Kernels extends AutoCloseable {
    /**
     * {@code x Wᵀ + b}.
     *
     * @param x [.., in]
     * @param weight [out, in]
     * @param bias [out], or none
     */
    NDArray linear(NDArray x, NDArray weight, @Nullable NDArray bias);

    /** The nonlinearity of every element; {@code x} may be overwritten. */
    NDArray activate(Activation activation, NDArray x);

    /** {@code activation(gate) ⊙ up}; {@code gate} may be overwritten. */
    NDArray gate(Activation activation, NDArray gate, NDArray up);

    /** Ba et al. 2016, "Layer Normalization", with the biased variance. */
    NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, float epsilon);

    /**
     * {@code x / sqrt(mean(x²) + ε) · (offset + w)} (Zhang and Sennrich 2019, "Root Mean Square Layer Normalization").
     *
     * @param offset 0, or 1 where the file holds the difference to 1
     */
    NDArray rmsNorm(NDArray x, NDArray weight, float epsilon, float offset);

    /**
     * Turns the pairs (j, j + n/2) of the first n features of every head by the angle of their position (Su et al. 2021,
     * "RoFormer"); {@code x} may be overwritten.
     */
    Heads rotate(Heads x, Positions positions);

    /**
     * Causal attention. Query t stands at position {@code positions.first() + t}; query head h reads key and value head
     * {@code h / (query heads / key heads)}.
     *
     * @param queries [batch, length]
     * @param keys [batch, first + length]
     * @param values as the keys
     * @param probabilities is given the pattern [batch, heads, length, first + length], if anybody asks
     * @return [batch, length, heads · width]
     */
    NDArray attend(
            Heads queries,
            Heads keys,
            Heads values,
            AttentionRule rule,
            Positions positions,
            @Nullable Consumer<NDArray> probabilities);

    @Override
    void close();
}
