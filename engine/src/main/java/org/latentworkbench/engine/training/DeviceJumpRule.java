package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.NativeScope;

/** As {@link JumpRule}. */
final class DeviceJumpRule implements DeviceRule {
    private static final int[] ROWS = {0};

    private final DeviceNumbers numbers;
    private final CountPenalty count;
    private final NDArray weight;
    private final double bandwidth;
    private final NDArray thresholds;
    private final NDArray slopeSums;
    private final NDArray hits;

    /**
     * @param step owns what is gathered
     * @param weight {@link CountPenalty#lambda} / B, one element
     * @param bandwidth ε
     */
    DeviceJumpRule(
            NativeScope step,
            DeviceNumbers numbers,
            DeviceParameters parameters,
            CountPenalty count,
            NDArray weight,
            double bandwidth) {
        this.numbers = numbers;
        this.count = count;
        this.weight = weight;
        this.bandwidth = bandwidth;
        this.thresholds = parameters.further().get(SaeWeights.THRESHOLD);
        this.slopeSums = step.manager().zeros(new Shape(thresholds.size()));
        this.hits = step.manager().zeros(new Shape(thresholds.size()));
    }

    @Override
    public NDArray activations(NDArray z) {
        return z.mul(DeviceRule.mask(z.gt(thresholds)));
    }

    @Override
    public NDArray preGradients(NDArray z, NDArray f, NDArray slopes, @Nullable NDArray gateSlopes) {
        NDArray near = DeviceRule.mask(z.sub(thresholds).abs().lt(numbers.constant((float) bandwidth / 2)));
        hits.addi(near.sum(ROWS));
        slopeSums.addi(near.muli(slopes).sum(ROWS));
        return slopes.muli(DeviceRule.mask(z.gt(thresholds)));
    }

    @Override
    public void finish(DeviceParameters gradient, NDArray preSums, NDArray active) {
        gradient.encoderBias().addi(preSums);
        NDArray sums = slopeSums.mul(thresholds).addi(hits.mul(weightOfHits(active)));
        gradient.further().get(SaeWeights.THRESHOLD).subi(sums.divi(numbers.constant(bandwidth)));
    }

    /** {@link CountPenalty#weight} with an L0 that is still on the device. */
    private NDArray weightOfHits(NDArray active) {
        if (count.target() == 0) {
            return weight;
        }
        double target = count.target();
        NDArray excess =
                active.mul(numbers.constant(1 / (target * count.batch()))).subi(numbers.constant(1));
        return excess.muli(numbers.constant(2 / target)).mul(weight);
    }

    @Override
    public double penalty(double penalties, double meanActive) {
        return count.loss(meanActive);
    }
}
