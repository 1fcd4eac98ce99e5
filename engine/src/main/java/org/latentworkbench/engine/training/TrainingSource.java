package org.latentworkbench.engine.training;

import java.util.Map;
import org.latentworkbench.engine.text.BosRule;

/**
 * Where the activations of a run come from; written into the run and the trained autoencoder.
 *
 * @param name name of the autoencoder to be
 * @param model name of the language model
 * @param corpus name of the corpus
 * @param hook hook point in the form of {@code "resid_post.2"}
 * @param bos whether the model sees BOS before each context
 * @param contextLength tokens per context
 * @param hashes SHA-256 of the data by name, for example {@code "corpus"}
 */
public record TrainingSource(
        String name,
        String model,
        String corpus,
        String hook,
        BosRule bos,
        int contextLength,
        Map<String, String> hashes) {
    /** Copies the hashes. */
    public TrainingSource {
        hashes = Map.copyOf(hashes);
    }
}
