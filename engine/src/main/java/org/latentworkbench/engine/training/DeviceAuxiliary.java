package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.latentworkbench.engine.tensor.NativeScope;

/** AuxK, as {@link AuxiliaryLoss} says it, over the dead latents alone. For one step. */
final class DeviceAuxiliary {
    private static final int[] ROWS = {0};

    private final DeviceNumbers numbers;
    private final NDArray dead;
    private final int taken;
    private final NDArray scale;
    private final NDArray decoder;
    private final NDArray encoderGradient;
    private final NDArray decoderGradient;
    private final NDArray biasGradient;
    private final NDArray errors;

    /**
     * @param step owns what is gathered
     * @param dead [n_dead] int64, at least one
     * @param most k_aux
     * @param scale {@code α min(n_dead / k_aux, 1)}, one element
     */
    DeviceAuxiliary(
            NativeScope step,
            DeviceNumbers numbers,
            DeviceParameters parameters,
            NDArray dead,
            int most,
            NDArray scale) {
        this.numbers = numbers;
        this.dead = dead;
        this.taken = (int) Math.min(most, dead.size());
        this.scale = scale;
        this.decoder = parameters.decoder().get(new NDIndex("{}", dead));
        long width = parameters.decoderBias().size();
        this.encoderGradient = step.manager().zeros(new Shape(dead.size(), width));
        this.decoderGradient = step.manager().zeros(new Shape(dead.size(), width));
        this.biasGradient = step.manager().zeros(new Shape(dead.size()));
        this.errors = step.manager().zeros(new Shape(), DataType.FLOAT64);
    }

    /**
     * Takes some rows.
     *
     * @param input {@code xc}, [R, d]
     * @param z pre-activations, [R, n]
     * @param error {@code x^ - xn}, [R, d]
     */
    void add(NDArray input, NDArray z, NDArray error) {
        NDArray zero = numbers.constant(0);
        NDArray own = z.get(new NDIndex(":,{}", dead));
        NDList largest = own.topK(taken, 1, true, false);
        NDArray active = own.zerosLike().scatter(largest.get(1), largest.get(0).maximum(zero), 1);
        NDArray difference = active.matMul(decoder).addi(error);
        errors.addi(difference
                .square()
                .sum(new int[] {1})
                .toType(DataType.FLOAT64, false)
                .sum());
        decoderGradient.addi(active.transpose().matMul(difference));
        NDArray gradient = difference.matMul(decoder.transpose()).muli(DeviceRule.mask(active.gt(zero)));
        biasGradient.addi(gradient.sum(ROWS));
        encoderGradient.addi(gradient.transpose().matMul(input));
    }

    /**
     * Adds the gradients of the dead latents, after all rows.
     *
     * @param centredErrors {@code Σ_b |e - mean e|²}, float64
     * @return the loss, float64; 0, with zero gradients, if it is not finite
     */
    NDArray finish(DeviceParameters gradient, NDArray centredErrors) {
        NDArray share = scale.toType(DataType.FLOAT64, false).div(centredErrors);
        NDArray loss = share.mul(errors);
        NDArray difference = loss.sub(loss);
        NDArray isFinite = difference.eq(difference.zerosLike());
        NDArray factor = NDArrays.where(isFinite, share, share.zerosLike())
                .toType(DataType.FLOAT32, false)
                .mul(numbers.constant(2));
        addRows(gradient.encoder(), encoderGradient.muli(factor));
        addRows(gradient.decoder(), decoderGradient.muli(factor));
        addRows(gradient.encoderBias(), biasGradient.muli(factor));
        return NDArrays.where(isFinite, loss, loss.zerosLike());
    }

    private void addRows(NDArray target, NDArray rows) {
        NDIndex index = new NDIndex("{}", dead);
        target.set(index, rows.addi(target.get(index)));
    }
}
