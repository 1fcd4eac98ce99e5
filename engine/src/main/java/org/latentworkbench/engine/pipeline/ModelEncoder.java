package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.util.List;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/** Contexts through a language model and an autoencoder. Owns neither. */
record ModelEncoder(TokenCorpus corpus, LanguageModel model, HookPoint hook, Sae sae) implements ContextEncoder {
    /** Contexts that are run at once. */
    static final int BATCH = 32;

    @Override
    public int latents() {
        return sae.latents();
    }

    @Override
    public int preferredBatch() {
        return BATCH;
    }

    @Override
    public SparseRows encode(List<Context> batch) {
        int[][] ids = new int[batch.size()][];
        long rows = 0;
        for (int i = 0; i < ids.length; i++) {
            Context context = batch.get(i);
            ids[i] = new int[context.length()];
            corpus.copyTokens(context.start(), context.length(), ids[i], 0);
            rows += context.length();
        }
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix raw = FloatMatrix.allocate(arena, rows, sae.inputWidth());
            model.activations(ids, corpus.info().bos(), hook, raw);
            return sae.encode(raw);
        }
    }
}
