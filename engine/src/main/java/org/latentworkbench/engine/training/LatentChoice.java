package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.AboveThreshold;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.LargestOverall;
import org.latentworkbench.engine.tensor.LargestPerRow;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.SparseCodes;
import org.latentworkbench.engine.tensor.TileScan;

/** Which latents of a batch are active in training, or near to it; reads the pre-activations tile by tile. */
sealed interface LatentChoice {
    /** Multi-TopK reconstructs with so many times k latents too. */
    int MULTIPLE = 4;

    /**
     * Forgets the last batch.
     *
     * @param rule formulas of this step
     */
    void reset(LatentRule rule);

    /** Looks at a tile of the pre-activations, the encoder's bias not yet added. */
    void scan(ProductTiles.Tile tile, MemorySegment encoderBias);

    /** What was chosen, after all tiles; valid until the next {@link #reset}. */
    SparseCodes codes();

    /** Whether the codes hold what pre-activations exceed {@link LatentRule#lower} by, instead of themselves. */
    default boolean isFromLower() {
        return false;
    }

    /** The smallest value chosen over the batch, where that is what will set the inference threshold; NaN elsewhere. */
    default float smallestKept() {
        return Float.NaN;
    }

    /** Chooses as a run asks for. */
    static LatentChoice of(TrainingConfig config, SaeWeights weights, ProductTiles tiles, ComputePool pool) {
        int batch = config.batch();
        int latents = weights.latents();
        return switch (config.kind()) {
            case SaeKind.TopK(int k) -> perRow(k, config.objective(), batch, latents, pool);
            case SaeKind.BatchTopK(int k) -> perBatch(k, batch, latents, tiles, pool);
            case SaeKind.Matryoshka fixed ->
                switch (fixed.choice()) {
                    case PER_BATCH -> perBatch(fixed.k(), batch, latents, tiles, pool);
                    case PER_ROW -> perRow(fixed.k(), config.objective(), batch, latents, pool);
                };
            case SaeKind.Relu _, SaeKind.MatryoshkaRandom _, SaeKind.Gated _, SaeKind.JumpRelu _ ->
                new Above(
                        new AboveThreshold(new float[latents], batch, tiles.rowsPerPart()),
                        batch,
                        FloatMatrix.allocate(java.lang.foreign.Arena.ofAuto(), 1, latents),
                        weights.encoderBias(),
                        pool);
        };
    }

    private static PerRow perRow(int k, Objective objective, int batch, int latents, ComputePool pool) {
        boolean multi = objective instanceof Objective.Choice choice && choice.multi();
        int kept = multi ? multiple(k, latents) : k;
        return new PerRow(new LargestPerRow(batch, kept), batch, kept, k, pool);
    }

    /** How many latents per row Multi-TopK's second reconstruction takes. */
    static int multiple(int k, int latents) {
        return (int) Math.min(MULTIPLE * (long) k, latents);
    }

    private static PerBatch perBatch(int k, int batch, int latents, ProductTiles tiles, ComputePool pool) {
        int keep = Math.multiplyExact(k, batch);
        return new PerBatch(new LargestOverall(batch, latents, tiles.rowsPerPart(), keep), batch, keep, pool);
    }

    /**
     * The largest of every row.
     *
     * @param kept how many
     * @param first how many of these make a level of their own and come first; {@code kept} for none
     */
    record PerRow(LargestPerRow largest, int batch, int kept, int first, ComputePool pool) implements LatentChoice {
        @Override
        public void reset(LatentRule rule) {
            largest.reset(kept);
        }

        @Override
        public void scan(ProductTiles.Tile tile, MemorySegment encoderBias) {
            TileScan.scan(tile, encoderBias, largest);
        }

        @Override
        public SparseCodes codes() {
            SparseCodes codes = largest.codes(batch, pool);
            if (first < kept) {
                codes.bringLargestFirst(first);
            }
            return codes;
        }
    }

    /**
     * Everything above {@link LatentRule#lower}.
     *
     * @param shiftedBias scratch: the encoder's bias less that bound, so that one comparison with 0 does for all latents
     */
    record Above(AboveThreshold elements, int batch, FloatMatrix shiftedBias, FloatMatrix encoderBias, ComputePool pool)
            implements LatentChoice {
        @Override
        public void reset(LatentRule rule) {
            elements.reset();
            for (int latent = 0; latent < shiftedBias.columns(); latent++) {
                shiftedBias.set(0, latent, encoderBias.get(0, latent) - rule.lower(latent));
            }
        }

        @Override
        public void scan(ProductTiles.Tile tile, MemorySegment unshifted) {
            TileScan.scan(tile, shiftedBias.data(), elements.part(tile.part()));
        }

        @Override
        public SparseCodes codes() {
            return elements.codes(batch, pool);
        }

        @Override
        public boolean isFromLower() {
            return true;
        }
    }

    /** The k·B largest of the batch. */
    record PerBatch(LargestOverall largest, int batch, int keep, ComputePool pool) implements LatentChoice {
        @Override
        public void reset(LatentRule rule) {
            largest.reset(keep);
        }

        @Override
        public void scan(ProductTiles.Tile tile, MemorySegment encoderBias) {
            TileScan.scan(tile, encoderBias, largest.part(tile.part()));
        }

        @Override
        public SparseCodes codes() {
            return largest.codes(batch, keep, pool);
        }

        @Override
        public float smallestKept() {
            return largest.smallestKept();
        }
    }
}
