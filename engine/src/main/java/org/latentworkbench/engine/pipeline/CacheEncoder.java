package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.util.List;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.Context;

/** Contexts whose activations are on disk, through an autoencoder. Owns neither. */
record CacheEncoder(ActivationCache cache, Sae sae) implements ContextEncoder {
    private static final int BATCH = 32;

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
        long rows = batch.stream().mapToLong(Context::length).sum();
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix raw = FloatMatrix.allocate(arena, rows, sae.inputWidth());
            long done = 0;
            for (Context context : batch) {
                cache.copyRows(context.start(), raw.rows(done, context.length()));
                done += context.length();
            }
            return sae.encode(raw);
        }
    }
}
