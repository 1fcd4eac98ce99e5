package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;

/**
 * What a step on the device tells the host. Owns its array.
 *
 * @param variance sum over rows of the squared distance to the batch mean
 * @param dead latents that are dead after the step
 * @param active chosen latents over all rows
 * @param auxiliaryLoss AuxK's part of the loss
 * @param penalties sum of {@link DeviceRule#penalties}
 * @param smallestKept as {@link DeviceChoice#smallestKept}
 * @param gateError sum over rows of the squared error of Gated's second reconstruction
 * @param errors sums over rows of the squared errors of each level
 */
record DeviceReport(
        double variance,
        int dead,
        long active,
        double auxiliaryLoss,
        double penalties,
        double smallestKept,
        double gateError,
        double[] errors) {
    /** Waits for the step and copies its numbers, all at once; each of the arrays but {@code errors} has one element. */
    static DeviceReport fetch(
            NDArray variance,
            NDArray dead,
            NDArray active,
            NDArray auxiliaryLoss,
            NDArray penalties,
            NDArray smallestKept,
            NDArray gateError,
            NDArray errors) {
        NDList all = new NDList();
        for (NDArray number :
                List.of(variance, dead, active, auxiliaryLoss, penalties, smallestKept, gateError, errors)) {
            all.add(number.toType(DataType.FLOAT64, false).flatten());
        }
        double[] told = NDArrays.concat(all).toDoubleArray();
        return new DeviceReport(
                told[0],
                (int) told[1],
                (long) told[2],
                told[3],
                told[4],
                told[5],
                told[6],
                Arrays.copyOfRange(told, 7, told.length));
    }
}
