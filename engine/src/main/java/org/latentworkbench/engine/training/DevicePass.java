package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * Forward and backward over one batch on the device, some rows at a time: the gradient of all parameters, and sums.
 */
final class DevicePass {
    private static final int[] ROWS = {0};

    private final NativeScope step;
    private final DeviceNumbers numbers;
    private final DeviceParameters parameters;
    private final DeviceParameters gradient;
    private final DeviceLoss loss;
    private final int rowsAtOnce;
    private final NDArray preSums;
    private final NDArray activeSums;
    private final NDArray squareSums;

    /**
     * @param step owns what is made
     * @param loss formulas of this step
     * @param rowsAtOnce rows worked on at a time, ≥ 1
     */
    DevicePass(
            NativeScope step,
            DeviceNumbers numbers,
            DeviceParameters parameters,
            DeviceParameters.Sizes sizes,
            DeviceLoss loss,
            int rowsAtOnce) {
        this.step = step;
        this.numbers = numbers;
        this.parameters = parameters;
        this.loss = loss;
        this.rowsAtOnce = rowsAtOnce;
        this.gradient = DeviceParameters.of(step.manager().zeros(new Shape(sizes.count())), sizes);
        this.preSums = step.manager().zeros(new Shape(sizes.latents()));
        this.activeSums = step.manager().zeros(new Shape(sizes.latents()));
        this.squareSums = step.manager().zeros(new Shape(sizes.latents()));
    }

    /** Gradients of the parameters, after {@link #run}; neither projected nor clipped. */
    DeviceParameters gradient() {
        return gradient;
    }

    /** [n]: rows at which each latent was active. */
    NDArray active() {
        return activeSums;
    }

    /** [n]: sums of the squared activations. */
    NDArray squares() {
        return squareSums;
    }

    /**
     * Runs over a batch.
     *
     * @param input {@code xc}, [B, d]
     */
    void run(NDArray input) {
        int batch = (int) input.getShape().get(0);
        boolean whole = batch <= rowsAtOnce;
        if (loss.choice().looksAhead() && !whole) {
            for (int from = 0; from < batch; from += rowsAtOnce) {
                try (NativeScope part = step.child()) {
                    loss.choice().look(preActivations(rows(part, input, from, batch)), from);
                }
            }
        }
        for (int from = 0; from < batch; from += rowsAtOnce) {
            try (NativeScope part = step.child()) {
                NDArray rows = rows(part, input, from, batch);
                NDArray z = preActivations(rows);
                if (loss.choice().looksAhead() && whole) {
                    loss.choice().look(z, from);
                }
                run(rows, z, from);
            }
        }
        finish();
    }

    private NDArray rows(NativeScope part, NDArray input, int from, int batch) {
        return part.keep(input.get(new NDIndex("{}:{}", from, Math.min(batch, from + rowsAtOnce))));
    }

    private NDArray preActivations(NDArray rows) {
        return rows.matMul(parameters.encoder().transpose()).addi(parameters.encoderBias());
    }

    private void run(NDArray rows, NDArray z, int from) {
        DeviceChoice.Active active = loss.choice().activate(z, from);
        NDArray f = active.activations();
        DeviceReconstruction.Decoded decoded = loss.reconstruction().decode(rows, active);
        DeviceAuxiliary auxiliary = loss.auxiliary();
        if (auxiliary != null) {
            auxiliary.add(rows, z, decoded.error());
        }
        loss.reconstruction().addDecoderGradient(decoded, gradient.decoder());
        NDArray slopes = loss.reconstruction().slopes(decoded, active);
        NDArray preGradients = loss.rule().preGradients(z, f, slopes, gateSlopes(rows, z));
        gradient.encoder().addi(preGradients.transpose().matMul(rows));
        preSums.addi(preGradients.sum(ROWS));
        activeSums.addi(DeviceRule.mask(f.gt(numbers.constant(0))).sum(ROWS));
        squareSums.addi(f.square().sum(ROWS));
    }

    /** Slopes of the error of Gated's second reconstruction, from open gates; null for other kinds. */
    private @Nullable NDArray gateSlopes(NDArray rows, NDArray z) {
        DeviceReconstruction gates = loss.gates();
        if (gates == null) {
            return null;
        }
        DeviceChoice.Active open = new DeviceChoice.Active(z.maximum(numbers.constant(0)), null);
        return gates.slopes(gates.decode(rows, open), open);
    }

    private void finish() {
        loss.rule().finish(gradient, preSums, activeSums.sum());
        gradient.decoderBias().addi(loss.reconstruction().gradientSum());
        if (loss.subtractsDecoderBias()) {
            NDArray throughEncoder = preSums.reshape(1, preSums.size()).matMul(parameters.encoder());
            gradient.decoderBias().subi(throughEncoder.flatten());
        }
    }

    /** Adds AuxK's gradients, which need sums over all rows; gives its loss, float64. */
    NDArray finishAuxiliary(int batch) {
        DeviceAuxiliary auxiliary = loss.auxiliary();
        if (auxiliary == null) {
            return nothing();
        }
        DeviceReconstruction reconstruction = loss.reconstruction();
        // One element, not a scalar: between scalars and arrays libtorch would keep the array's single precision.
        NDArray squares = reconstruction.errorSum().square().sum().reshape(1);
        NDArray total = reconstruction.errors().get(loss.levels().result());
        return auxiliary.finish(
                gradient, squares.div(numbers.constant(batch)).neg().addi(total));
    }

    /** Waits until everything is done that was asked of the device, and tells about the batch; see {@link DeviceReport}. */
    DeviceReport report(NDArray variance, NDArray auxiliaryLoss, NDArray dead) {
        NDArray penalties = loss.rule().penalties();
        NDArray smallest = loss.choice().smallestKept();
        DeviceReconstruction gates = loss.gates();
        return DeviceReport.fetch(
                variance,
                dead,
                activeSums.toType(DataType.FLOAT64, false).sum(),
                auxiliaryLoss,
                penalties == null ? nothing() : penalties,
                smallest == null ? nothing() : smallest,
                gates == null ? nothing() : gates.errors(),
                loss.reconstruction().errors());
    }

    private NDArray nothing() {
        return step.manager().zeros(new Shape(1), DataType.FLOAT64);
    }
}
