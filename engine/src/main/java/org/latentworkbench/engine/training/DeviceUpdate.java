package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * As {@link GradientClip} and {@link LatentUpdate}: projects and clips the gradient, moves the parameters with Adam, brings
 * decoder rows back to unit length and lets the running average follow. Every parameter is part of one vector, so that all
 * this is some two dozen operations.
 */
final class DeviceUpdate {
    private static final int[] COLUMNS = {1};

    private final DeviceNumbers numbers;
    private final TrainingConfig config;
    private final DeviceState state;

    DeviceUpdate(DeviceNumbers numbers, TrainingConfig config, DeviceState state) {
        this.numbers = numbers;
        this.config = config;
        this.state = state;
    }

    /**
     * Updates everything.
     *
     * @param step owns what is made on the way
     * @param gradient is overwritten
     * @param rate {@link AdamStep#rate}, one element
     * @param inverseCorrection {@link AdamStep#inverseCorrection2}, one element
     */
    void run(
            NativeScope step,
            DeviceParameters parameters,
            DeviceParameters gradient,
            NDArray rate,
            NDArray inverseCorrection) {
        boolean unit = config.objective().keepsUnitDecoder();
        if (unit) {
            project(parameters.decoder(), gradient.decoder());
        }
        clip(step, gradient.all());
        adam(step, parameters.all(), gradient.all(), rate, inverseCorrection);
        if (config.kind() instanceof SaeKind.JumpRelu) {
            NDArray thresholds = parameters.further().get(SaeWeights.THRESHOLD);
            thresholds.muli(DeviceRule.mask(thresholds.gt(numbers.constant(0))));
        }
        if (unit) {
            NDArray norms = norms(parameters.decoder());
            parameters.decoder().divi(norms.addi(numbers.constant(DecoderRows.NORM_EPSILON)));
        }
        NDArray average = state.average();
        if (average != null) {
            float decay = (float) config.optimiser().averaging();
            average.muli(numbers.constant(decay))
                    .addi(step.keep(parameters.all().mul(numbers.constant(1 - decay))));
        }
    }

    /** Lengths of the decoder's rows, [n, 1]. */
    static NDArray norms(NDArray decoder) {
        try (NDArray squares = decoder.square()) {
            return squares.sum(COLUMNS, true).sqrt();
        }
    }

    private static void project(NDArray decoder, NDArray gradient) {
        try (NDArray products = gradient.mul(decoder);
                NDArray along = products.sum(COLUMNS, true);
                NDArray parallel = decoder.mul(along)) {
            gradient.subi(parallel);
        }
    }

    private void clip(NativeScope step, NDArray gradient) {
        double limit = config.optimiser().clipNorm();
        if (limit == 0) {
            return;
        }
        try (NDArray squares = gradient.square()) {
            NDArray norm = squares.sum().sqrt().add(numbers.constant(GradientClip.NORM_EPSILON));
            NDArray factor = step.keep(numbers.constant(limit).div(norm));
            gradient.muli(factor.minimum(numbers.constant(1)));
        }
    }

    private void adam(NativeScope step, NDArray parameters, NDArray gradient, NDArray rate, NDArray inverseCorrection) {
        TrainingConfig.Optimiser optimiser = config.optimiser();
        NDArray first = state.firstMoments();
        NDArray second = state.secondMoments();
        try (NDArray taken = gradient.mul(numbers.constant(1 - optimiser.beta1()))) {
            first.muli(numbers.constant(optimiser.beta1())).addi(taken);
        }
        gradient.muli(gradient).muli(numbers.constant(1 - optimiser.beta2()));
        second.muli(numbers.constant(optimiser.beta2())).addi(gradient);
        try (NDArray root = root(step.keep(second.mul(inverseCorrection)), optimiser.epsilon());
                NDArray change = step.keep(first.mul(rate))) {
            parameters.subi(change.divi(root));
        }
    }

    private NDArray root(NDArray corrected, double epsilon) {
        try (corrected) {
            return corrected.sqrt().addi(numbers.constant(epsilon));
        }
    }
}
