package org.latentworkbench.app.gui.train;

import java.time.Duration;
import java.util.Optional;
import org.latentworkbench.app.gui.Words;

/**
 * What a run will cost.
 *
 * @param time how long; empty until a run was measured on this computer
 * @param memory bytes of parameters, gradients, moments and the batch
 * @param disk bytes of the autoencoder and its newest checkpoint
 * @param basis what the time was judged by
 */
record Estimate(Optional<Duration> time, long memory, long disk, String basis) {
    private static final int FLOAT = 4;
    /** Parameters, their gradient and two moments of Adam. */
    private static final int COPIES_IN_MEMORY = 4;
    /** Parameters and two moments in a checkpoint, and the weights of the autoencoder itself. */
    private static final int COPIES_ON_DISK = 4;

    static Estimate of(int width, int inputWidth, int batch, long steps, Optional<Speed> speed) {
        long parameters = 2L * width * inputWidth + width + inputWidth;
        long memory = FLOAT * (COPIES_IN_MEMORY * parameters + (long) batch * (width + 3L * inputWidth));
        long disk = FLOAT * COPIES_ON_DISK * parameters;
        Optional<Duration> time = speed.map(known ->
                Duration.ofMillis(Math.round(1000.0 * batch * steps / known.forWeights((double) width * inputWidth))));
        String basis = speed.map(known -> "judged by " + known.run() + ": " + Words.roughly(known.tokensPerSecond())
                        + " tokens/s at its size")
                .orElse("the first run on this computer shows how long it takes");
        return new Estimate(time, memory, disk, basis);
    }
}
