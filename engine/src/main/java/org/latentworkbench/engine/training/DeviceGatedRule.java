package org.latentworkbench.engine.training;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.NativeScope;

/** As {@link GatedRule}. */
final class DeviceGatedRule implements DeviceRule {
    private static final int[] ROWS = {0};

    private final DeviceNumbers numbers;
    private final NDArray weight;
    private final NDArray gateBias;
    private final NDArray magnitudeBias;
    private final NDArray scale;
    private final NDArray slopeSums;
    private final NDArray scaledSums;
    private final NDArray openSums;

    /**
     * @param step owns what is gathered
     * @param weight λ / B, one element
     */
    DeviceGatedRule(NativeScope step, DeviceNumbers numbers, DeviceParameters parameters, NDArray weight) {
        this.numbers = numbers;
        this.weight = weight;
        this.gateBias = parameters.encoderBias();
        this.magnitudeBias = parameters.further().get(SaeWeights.MAGNITUDE_BIAS);
        this.scale = parameters.further().get(SaeWeights.MAGNITUDE_LOG_SCALE).exp();
        this.slopeSums = step.manager().zeros(new Shape(gateBias.size()));
        this.scaledSums = step.manager().zeros(new Shape(gateBias.size()));
        this.openSums = step.manager().zeros(new Shape(gateBias.size()));
    }

    @Override
    public NDArray activations(NDArray z) {
        NDArray zero = numbers.constant(0);
        NDArray f = z.sub(gateBias).muli(scale).addi(magnitudeBias).maximum(zero);
        return f.muli(DeviceRule.mask(z.gt(zero)));
    }

    @Override
    public NDArray preGradients(NDArray z, NDArray f, NDArray slopes, @Nullable NDArray gateSlopes) {
        NDArray zero = numbers.constant(0);
        openSums.addi(z.maximum(zero).sum(ROWS));
        slopes.muli(DeviceRule.mask(f.gt(zero)));
        slopeSums.addi(slopes.sum(ROWS));
        slopes.muli(scale);
        scaledSums.addi(z.sub(gateBias).muli(slopes).sum(ROWS));
        NDArray gate = requireNonNull(gateSlopes).addi(weight).muli(DeviceRule.mask(z.gt(zero)));
        return gate.addi(slopes);
    }

    /** b_gate is reached by the gate's part of the gradient alone. */
    @Override
    public void finish(DeviceParameters gradient, NDArray preSums, NDArray active) {
        gradient.encoderBias().addi(preSums).subi(slopeSums.mul(scale));
        gradient.further().get(SaeWeights.MAGNITUDE_BIAS).addi(slopeSums);
        gradient.further().get(SaeWeights.MAGNITUDE_LOG_SCALE).addi(scaledSums);
    }

    @Override
    public NDArray penalties() {
        return openSums.sum().mul(weight);
    }
}
