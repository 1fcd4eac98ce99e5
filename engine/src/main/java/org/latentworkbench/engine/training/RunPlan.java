package org.latentworkbench.engine.training;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A run to be trained or gone on with.
 *
 * @param source where its activations come from
 * @param config every setting
 * @param directory folder of the autoencoder
 * @param resume whether to go on where an earlier run of the same settings stopped
 * @param stop when it ends early
 * @param origin the run it was branched from; its first checkpoint must be in the folder
 */
public record RunPlan(
        TrainingSource source,
        TrainingConfig config,
        Path directory,
        boolean resume,
        Optional<StopRule> stop,
        Optional<RunOrigin> origin) {
    /** A run that begins from nothing and takes all its steps. */
    public static RunPlan of(TrainingSource source, TrainingConfig config, Path directory, boolean resume) {
        return new RunPlan(source, config, directory, resume, Optional.empty(), Optional.empty());
    }
}
