package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * As {@link Reconstruction}, with dense products: decodes rows level by level and gives the gradients at the reconstructions,
 * {@code G_j = Σ_{g ≥ j} (2 c w_g / B) (x^_g - xn)}, and at the latents. For one step.
 */
final class DeviceReconstruction {
    private static final int[] ROWS = {0};
    private static final int[] COLUMNS = {1};

    private final DeviceNumbers numbers;
    private final Levels levels;
    private final @Nullable NDArray bias;
    private final List<NDArray> decoder;
    private final double[] factors;
    private final NDArray errors;
    private final NDArray errorSum;
    private final NDArray gradientSum;

    /**
     * @param step owns what is gathered
     * @param lossScale c
     * @param inputHasBias whether b_dec was taken from the input already
     */
    DeviceReconstruction(
            NativeScope step,
            DeviceNumbers numbers,
            DeviceParameters parameters,
            Levels levels,
            double lossScale,
            int batch,
            boolean inputHasBias) {
        this.numbers = numbers;
        this.levels = levels;
        this.bias = inputHasBias ? null : parameters.decoderBias();
        this.decoder = nested() ? parameters.decoder().split(cuts(), 0) : copies(parameters.decoder(), levels.count());
        this.factors = Arrays.stream(levels.weights())
                .map(weight -> 2 * lossScale * weight / batch)
                .toArray();
        long width = parameters.decoderBias().size();
        this.errors = step.manager().zeros(new Shape(levels.count()), DataType.FLOAT64);
        this.errorSum = step.manager().zeros(new Shape(width), DataType.FLOAT64);
        this.gradientSum = step.manager().zeros(new Shape(width));
    }

    /** Whether levels are ranges of latents. */
    private boolean nested() {
        return levels.chosenFirst() == 0 && levels.count() > 1;
    }

    /** Where one level's latents end and the next one's begin. */
    private long[] cuts() {
        return Arrays.stream(levels.widths(), 0, levels.count() - 1)
                .asLongStream()
                .toArray();
    }

    private static List<NDArray> copies(NDArray array, int count) {
        return java.util.Collections.nCopies(count, array);
    }

    /**
     * Some rows after decoding.
     *
     * @param parts activations of each level's own latents: [R, n_j], for Multi-TopK [R, n]
     * @param gradients G of each level, [R, d]
     * @param error {@code x^ - xn} of the autoencoder's own reconstruction, [R, d]
     */
    record Decoded(List<NDArray> parts, List<NDArray> gradients, NDArray error) {}

    /** @param input xn, or {@code xn - b_dec}; [R, d] */
    Decoded decode(NDArray input, DeviceChoice.Active active) {
        List<NDArray> parts = parts(active);
        List<NDArray> gradients = new ArrayList<>();
        NDList rowErrors = new NDList();
        NDArray error = input.neg();
        NDArray result = error;
        if (bias != null) {
            error.addi(bias);
        }
        for (int level = 0; level < levels.count(); level++) {
            error = parts.get(level).matMul(decoder.get(level)).addi(error);
            rowErrors.add(doubles(error.square().sum(COLUMNS)).sum());
            gradients.add(error.mul(numbers.constant(factors[level])));
            if (level == levels.result()) {
                result = error;
            }
        }
        for (int level = levels.count() - 2; level >= 0; level--) {
            gradients.get(level).addi(gradients.get(level + 1));
        }
        errors.addi(NDArrays.stack(rowErrors));
        errorSum.addi(doubles(result.sum(ROWS)));
        gradientSum.addi(gradients.getFirst().sum(ROWS));
        return new Decoded(parts, gradients, result);
    }

    private List<NDArray> parts(DeviceChoice.Active active) {
        NDArray first = active.first();
        if (first != null) {
            return List.of(first, active.activations().sub(first));
        }
        return nested() ? active.activations().split(cuts(), 1) : List.of(active.activations());
    }

    private static NDArray doubles(NDArray array) {
        return array.toType(DataType.FLOAT64, false);
    }

    /** {@code ∂L/∂f = G_level W_decᵀ}, [R, n]. */
    NDArray slopes(Decoded rows, DeviceChoice.Active active) {
        NDList slopes = new NDList();
        for (int level = 0; level < levels.count(); level++) {
            slopes.add(rows.gradients().get(level).matMul(decoder.get(level).transpose()));
        }
        NDArray first = active.first();
        if (first != null) {
            NDArray leads = DeviceRule.mask(first.gt(numbers.constant(0)));
            return slopes.get(0).subi(slopes.get(1)).muli(leads).addi(slopes.get(1));
        }
        return slopes.size() == 1 ? slopes.getFirst() : NDArrays.concat(slopes, 1);
    }

    /** Adds {@code fᵀ G}. */
    void addDecoderGradient(Decoded rows, NDArray gradient) {
        List<NDArray> targets = nested() ? gradient.split(cuts(), 0) : copies(gradient, levels.count());
        for (int level = 0; level < levels.count(); level++) {
            targets.get(level)
                    .addi(rows.parts()
                            .get(level)
                            .transpose()
                            .matMul(rows.gradients().get(level)));
        }
    }

    /** [levels] float64: sums over rows of the squared errors. */
    NDArray errors() {
        return errors;
    }

    /** [d] float64: sum over rows of {@link Decoded#error}. */
    NDArray errorSum() {
        return errorSum;
    }

    /** [d]: sum over rows of the gradient that reaches b_dec through the reconstructions. */
    NDArray gradientSum() {
        return gradientSum;
    }

    /** The loss of all reconstructions. */
    static double loss(Levels levels, double lossScale, double[] errors, int batch) {
        double loss = 0;
        for (int level = 0; level < levels.count(); level++) {
            loss += lossScale * levels.weights()[level] * errors[level] / batch;
        }
        return loss;
    }
}
