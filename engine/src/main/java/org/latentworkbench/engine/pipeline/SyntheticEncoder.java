package org.latentworkbench.engine.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Made-up activations with the shape of real ones: half of a token's latents follow from the token, the others from chance, and
 * a few latents fire much more often than most.
 */
final class SyntheticEncoder implements ContextEncoder {
    private static final int BATCH = 64;

    private final TokenCorpus corpus;
    private final int latents;
    private final int perToken;
    private final long seed;

    SyntheticEncoder(TokenCorpus corpus, int latents, int perToken, long seed) {
        this.corpus = corpus;
        this.latents = latents;
        this.perToken = perToken;
        this.seed = seed;
    }

    @Override
    public int latents() {
        return latents;
    }

    @Override
    public int preferredBatch() {
        return BATCH;
    }

    @Override
    public SparseRows encode(List<Context> batch) {
        int rows = batch.stream().mapToInt(Context::length).sum();
        int[] offsets = new int[rows + 1];
        int[] ids = new int[rows * perToken];
        float[] values = new float[ids.length];
        int row = 0;
        for (Context context : batch) {
            for (long position = context.start(); position < context.end(); position++, row++) {
                fill(position, ids, row * perToken);
                offsets[row + 1] = (row + 1) * perToken;
                var random = new SplittableRandom(seed ^ ~position);
                for (int e = row * perToken; e < offsets[row + 1]; e++) {
                    values[e] = (float) -Math.log(1 - random.nextDouble()) + 0.01f;
                }
            }
        }
        return new SparseRows(rows, offsets, ids, values);
    }

    private void fill(long position, int[] ids, int from) {
        var ofToken = new SplittableRandom(seed ^ corpus.token(position));
        var ofPosition = new SplittableRandom(seed + position);
        int found = 0;
        while (found < perToken) {
            double uniform = (found < perToken / 2 ? ofToken : ofPosition).nextDouble();
            int latent = (int) (latents * uniform * uniform);
            boolean known = false;
            for (int i = from; i < from + found; i++) {
                known |= ids[i] == latent;
            }
            if (!known) {
                ids[from + found++] = latent;
            }
        }
        Arrays.sort(ids, from, from + perToken);
    }
}
