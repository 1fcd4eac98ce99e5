package org.latentworkbench.engine.training;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.job.JobContext;

/** Trains a sparse autoencoder and leaves its folder behind. */
public final class Trainer {
    private final TrainingSource source;

    /** @param source where the activations come from */
    public Trainer(TrainingSource source) {
        this.source = source;
    }

    /** As the other {@code run}, measured at the end on the rows of the stream that follow the training rows. */
    public TrainingResult run(
            TrainingConfig config,
            ActivationStream stream,
            InputScale scale,
            Path directory,
            boolean resume,
            JobContext context) {
        return run(config, stream, null, scale, directory, resume, context);
    }

    /**
     * Trains, or goes on from the newest whole checkpoint.
     *
     * @param config every setting
     * @param stream raw activations to train on; left open
     * @param heldOut raw activations to measure on, one epoch at most; left open
     * @param scale normalisation of the input
     * @param directory folder of the autoencoder: gets {@code cfg.json}, {@code sae_weights.safetensors},
     *     {@code workbench.json}, {@code run.json}, {@code log.jsonl} and {@code checkpoints/}
     * @param resume whether to go on where an earlier run of the same settings stopped
     * @param context progress (steps), metrics (loss, fvu, l0, dead, tokens/s) and cancellation
     */
    public TrainingResult run(
            TrainingConfig config,
            ActivationStream stream,
            @Nullable ActivationStream heldOut,
            InputScale scale,
            Path directory,
            boolean resume,
            JobContext context) {
        throw new UnsupportedOperationException("Training " + source.name());
    }
}
