package org.latentworkbench.engine.pipeline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.latentworkbench.engine.training.TrainingConfig;

/**
 * One run of a sweep.
 *
 * @param name name of its autoencoder
 * @param settings what sets it apart from the others, by name, in order
 * @param config every setting
 */
public record SweepRun(String name, Map<String, String> settings, TrainingConfig config) {
    /** Copies the settings in their order. */
    public SweepRun {
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }
}
