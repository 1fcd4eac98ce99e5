package org.latentworkbench.engine.index;

import java.util.List;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.text.Context;

/** Runs text through a language model and an autoencoder; the index knows neither. */
public interface ContextEncoder {
    /** Number of latents; all ids given are below it. */
    int latents();

    /** How many contexts {@link #encode} is best called with; one batch of the language model. */
    default int preferredBatch() {
        return 16;
    }

    /**
     * The shown activations a = f·‖W_dec‖/s (raw model units, ≥ 0) of every token of some contexts.
     *
     * @param batch contexts of the corpus, in corpus order
     * @return one row per token, contexts one after the other; latent ids ascending within a row
     */
    SparseRows encode(List<Context> batch);
}
