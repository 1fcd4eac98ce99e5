package org.latentworkbench.engine.index;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/** Dense random activations in memory, most of them zero: what an index must agree with. */
public final class RandomActivations implements ContextEncoder {
    private final float[][] rows;
    private final int latents;

    /** Some latents are dense, some rare, the last is dead. */
    public RandomActivations(TokenCorpus corpus, int latents, long seed) {
        this.latents = latents;
        var random = new Random(seed);
        rows = new float[(int) corpus.tokenCount()][latents];
        for (float[] row : rows) {
            for (int l = 0; l < latents - 1; l++) {
                double density = 0.9 / (1 + l % 7 * l);
                if (random.nextDouble() < density) {
                    row[l] = (float) (Math.exp(2 * random.nextGaussian()) * 0.7);
                }
            }
        }
    }

    /** Given activations, {@code [tokens][latents]}. */
    public RandomActivations(float[][] rows) {
        this.rows = rows;
        this.latents = rows[0].length;
    }

    /** What the store should hold: the nearest half float. */
    public float stored(long position, int latent) {
        return Float.float16ToFloat(Float.floatToFloat16(rows[(int) position][latent]));
    }

    @Override
    public int latents() {
        return latents;
    }

    @Override
    public int preferredBatch() {
        return 3;
    }

    @Override
    public SparseRows encode(List<Context> batch) {
        int tokens = batch.stream().mapToInt(Context::length).sum();
        int[] offsets = new int[tokens + 1];
        int[] ids = new int[tokens * latents];
        float[] values = new float[tokens * latents];
        int row = 0;
        int size = 0;
        for (Context context : batch) {
            for (long p = context.start(); p < context.end(); p++) {
                for (int l = 0; l < latents; l++) {
                    if (rows[(int) p][l] > 0) {
                        ids[size] = l;
                        values[size++] = rows[(int) p][l];
                    }
                }
                offsets[++row] = size;
            }
        }
        return new SparseRows(tokens, offsets, Arrays.copyOf(ids, size), Arrays.copyOf(values, size));
    }
}
