package org.latentworkbench.engine.pipeline;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.SplittableRandom;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.sae.InferenceThreshold;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * A TopK autoencoder of random directions, which reads back from a sum of directions which of them were added. Encoding costs
 * what it costs with a trained autoencoder of that size; making the sums, in the place of a language model or of reading
 * activations from the disk, costs little beside it.
 */
final class SyntheticSae implements AutoCloseable {
    private final Sae sae;

    /**
     * Draws the directions.
     *
     * @param width dimensions of the activations
     * @param latents number of latents
     * @param perToken active latents per token
     */
    SyntheticSae(int width, int latents, int perToken, long seed) {
        SaeInfo info = new SaeInfo(
                "synthetic",
                new SaeKind.TopK(perToken),
                width,
                latents,
                "",
                "",
                "",
                BosRule.NONE,
                0,
                InputScale.none(width));
        try (Arena arena = Arena.ofConfined()) {
            SaeWeights weights = SaeWeights.allocate(arena, latents, width);
            var random = new SplittableRandom(seed);
            for (int latent = 0; latent < latents; latent++) {
                float[] direction = direction(width, random);
                weights.encoder().setRow(latent, direction);
                weights.decoder().setRow(latent, direction);
            }
            sae = Sae.trained(info, weights, InferenceThreshold.NONE);
        }
    }

    private static float[] direction(int width, SplittableRandom random) {
        float[] direction = new float[width];
        double square = 0;
        for (int i = 0; i < width; i++) {
            direction[i] = (float) random.nextGaussian();
            square += direction[i] * direction[i];
        }
        for (int i = 0; i < width; i++) {
            direction[i] /= (float) Math.sqrt(square);
        }
        return direction;
    }

    /** As an index takes it; the decoder lives as long as {@code arena}. */
    IndexSource source(Arena arena) {
        FloatMatrix decoder = FloatMatrix.allocate(arena, sae.latents(), sae.inputWidth());
        for (int latent = 0; latent < sae.latents(); latent++) {
            decoder.setRow(latent, sae.decoderRow(latent));
        }
        return new IndexSource("synthetic", sae.latents(), sae.prefixes(), java.util.Optional.of(decoder));
    }

    /** Adds up the directions of made-up latents for each token and encodes the sums. */
    ContextEncoder encoder(TokenCorpus corpus, long seed) {
        var planted = new SyntheticEncoder(corpus, sae.latents(), perToken(), seed);
        return new ContextEncoder() {
            @Override
            public int latents() {
                return sae.latents();
            }

            @Override
            public int preferredBatch() {
                return ModelEncoder.BATCH;
            }

            @Override
            public SparseRows encode(List<Context> batch) {
                SparseRows rows = planted.encode(batch);
                try (Arena arena = Arena.ofConfined()) {
                    FloatMatrix raw = FloatMatrix.allocate(arena, rows.rows(), sae.inputWidth());
                    sae.decode(rows, raw);
                    return sae.encode(raw);
                }
            }
        };
    }

    private int perToken() {
        return sae.info().kind().activeLatents().orElseThrow();
    }

    @Override
    public void close() {
        sae.close();
    }
}
