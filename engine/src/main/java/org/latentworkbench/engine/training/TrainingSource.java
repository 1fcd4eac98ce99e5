package org.latentworkbench.engine.training;

import java.util.Map;
import java.util.Optional;
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
 * @param rows which rows of it are trained on, if they come from a workspace
 */
public record TrainingSource(
        String name,
        String model,
        String corpus,
        String hook,
        BosRule bos,
        int contextLength,
        Map<String, String> hashes,
        Optional<Rows> rows) {

    /**
     * The rows of a run. They are counted in activations when they come from a cache, else in contexts of the corpus.
     *
     * @param cache name of the activation cache; empty if the model runs beside the training
     * @param heldOutFrom the first one that is measured on instead of trained on; {@code count} if none is
     * @param count all there are
     * @param seed of their order
     */
    public record Rows(Optional<String> cache, long heldOutFrom, long count, long seed) {}

    /** Copies the hashes. */
    public TrainingSource {
        hashes = Map.copyOf(hashes);
    }

    /** A source outside of any workspace. */
    public TrainingSource(
            String name,
            String model,
            String corpus,
            String hook,
            BosRule bos,
            int contextLength,
            Map<String, String> hashes) {
        this(name, model, corpus, hook, bos, contextLength, hashes, Optional.empty());
    }
}
