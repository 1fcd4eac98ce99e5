package org.latentworkbench.engine.training;

import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * One way to do training steps on one kind of hardware. All lanes compute the same mathematics on the same
 * {@link TrainingState}.
 */
interface StepLane extends AutoCloseable {
    /**
     * Does one step: forward, losses, gradients, projection, clip, Adam, unit decoder rows, dead counters, threshold.
     *
     * @param raw [B, d] activations in raw units
     * @param firstRow number of the first row in the stream, for messages
     * @param learningRate rate of this step
     * @throws org.latentworkbench.engine.error.BadInputException if a value of the batch is not finite; nothing is changed
     */
    StepReport step(FloatMatrix raw, long firstRow, double learningRate);

    /** Brings the {@link TrainingState} up to date, where a lane keeps its own copy; before it is saved or measured. */
    void writeBack();

    @Override
    void close();
}
