package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.LargestOverall;
import org.latentworkbench.engine.tensor.LargestPerRow;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.SparseCodes;
import org.latentworkbench.engine.tensor.TileScan;

/** Which latents of a batch are active in training; reads the pre-activations tile by tile. */
sealed interface LatentChoice {
    /** Forgets the last batch. */
    void reset();

    /** Looks at a tile of the pre-activations, the encoder's bias not yet added. */
    void scan(ProductTiles.Tile tile, MemorySegment encoderBias);

    /** What was chosen, after all tiles; valid until the next {@link #reset}. */
    SparseCodes codes();

    /** The smallest value chosen over the batch, where that is what will set the inference threshold; NaN elsewhere. */
    float smallestKept();

    /** Chooses as a kind asks for, for batches of a fixed size. */
    static LatentChoice of(SaeKind kind, int batch, int latents, ProductTiles tiles, ComputePool pool) {
        return switch (kind) {
            case SaeKind.TopK(int k) -> new PerRow(new LargestPerRow(batch, k), batch, k, pool);
            case SaeKind.BatchTopK(int k) -> perBatch(k, batch, latents, tiles, pool);
            case SaeKind.Matryoshka(int k, var _) -> perBatch(k, batch, latents, tiles, pool);
            case SaeKind.Relu _, SaeKind.JumpRelu _ ->
                throw new UnsupportedException("Autoencoders of kind " + kind.name() + " are not trained.");
        };
    }

    private static PerBatch perBatch(int k, int batch, int latents, ProductTiles tiles, ComputePool pool) {
        int keep = Math.multiplyExact(k, batch);
        return new PerBatch(new LargestOverall(batch, latents, tiles.rowsPerPart(), keep), batch, keep, pool);
    }

    /** The k largest of every row. */
    record PerRow(LargestPerRow largest, int batch, int k, ComputePool pool) implements LatentChoice {
        @Override
        public void reset() {
            largest.reset(k);
        }

        @Override
        public void scan(ProductTiles.Tile tile, MemorySegment encoderBias) {
            TileScan.scan(tile, encoderBias, largest);
        }

        @Override
        public SparseCodes codes() {
            return largest.codes(batch, pool);
        }

        @Override
        public float smallestKept() {
            return Float.NaN;
        }
    }

    /** The k·B largest of the batch. */
    record PerBatch(LargestOverall largest, int batch, int keep, ComputePool pool) implements LatentChoice {
        @Override
        public void reset() {
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
