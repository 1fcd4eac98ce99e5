package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.NativeScope;

/** As {@link RectifiedRule}: ReLU with the penalty {@code Σ w s(a)}. */
final class DeviceRectifiedRule implements DeviceRule {
    private static final int[] ROWS = {0};
    /** Keeps rows of zeros, along which nothing pulls, from dividing by 0. */
    private static final double SHORTEST = 1e-20;

    private final DeviceNumbers numbers;
    private final DeviceParameters parameters;
    private final NDArray weights;
    private final @Nullable NDArray norms;
    private final boolean logarithm;
    private final NDArray penalties;
    private final NDArray pulls;

    /**
     * @param step owns what is gathered
     * @param weights [n] w of each latent, the 1/B of the batch's mean included
     * @param norms [n] length of each decoder row; null if a is f itself
     * @param logarithm whether s(a) is {@code log(a + 0.1) - log(0.1)} instead of a
     */
    DeviceRectifiedRule(
            NativeScope step,
            DeviceNumbers numbers,
            DeviceParameters parameters,
            NDArray weights,
            @Nullable NDArray norms,
            boolean logarithm) {
        this.numbers = numbers;
        this.parameters = parameters;
        this.weights = weights;
        this.norms = norms;
        this.logarithm = logarithm;
        this.penalties = step.manager().zeros(new Shape(weights.size()));
        this.pulls = step.manager().zeros(new Shape(weights.size()));
    }

    @Override
    public NDArray activations(NDArray z) {
        return z.maximum(numbers.constant(0));
    }

    @Override
    public NDArray preGradients(NDArray z, NDArray f, NDArray slopes, @Nullable NDArray gateSlopes) {
        NDArray mask = DeviceRule.mask(f.gt(numbers.constant(0)));
        NDArray weighted = norms == null ? weights : weights.mul(norms);
        if (!logarithm) {
            NDArray sums = f.sum(ROWS);
            penalties.addi(sums.mul(weighted));
            pulls.addi(sums.mul(weights));
            return slopes.addi(weighted).muli(mask);
        }
        NDArray offset = numbers.constant(RectifiedRule.OFFSET);
        NDArray shifted = (norms == null ? f.add(offset) : f.mul(norms).addi(offset));
        pulls.addi(f.div(shifted).sum(ROWS).mul(weights));
        slopes.addi(mask.div(shifted).muli(weighted)).muli(mask);
        penalties.addi(shifted.divi(offset).log().sum(ROWS).mul(weights));
        return slopes;
    }

    /** Where a contains the length of the decoder row, the penalty pulls at that row: {@code ∂a/∂W_dec_i = f W_dec_i / |W_dec_i|}. */
    @Override
    public void finish(DeviceParameters gradient, NDArray preSums, NDArray active) {
        gradient.encoderBias().addi(preSums);
        if (norms != null) {
            NDArray along = pulls.div(norms.maximum(numbers.constant(SHORTEST)));
            gradient.decoder().addi(parameters.decoder().mul(along.reshape(along.size(), 1)));
        }
    }

    @Override
    public NDArray penalties() {
        return penalties.sum();
    }
}
