package org.latentworkbench.engine.search;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import org.latentworkbench.engine.error.CancelledException;

/**
 * Per latent, sums over a set of tokens, in one pass over their activations. The pass is cut into pieces whose number does
 * not depend on the machine and which are added up in order, so that equal searches give equal bits.
 *
 * @param values Σ a
 * @param squares Σ a²
 * @param firing number of tokens with a &gt; 0
 */
record LatentSums(double[] values, double[] squares, long[] firing) {
    private static final int MAX_PIECES = 16;
    private static final long TOKENS_PER_PIECE = 4096;
    private static final int BATCH = 128;

    /** Batches between two questions whether to stop. */
    private static final int ASK_EVERY = 16;

    private LatentSums(int latents) {
        this(new double[latents], new double[latents], new long[latents]);
    }

    /**
     * @param tokens the tokens to sum over
     * @param from first position that may be among them
     * @param to position after the last one that may
     */
    static LatentSums over(
            ActivationRows rows,
            MatchPositions tokens,
            long from,
            long to,
            int helpers,
            Executor pool,
            BooleanSupplier cancelled) {
        int pieces = Math.clamp(tokens.count() / TOKENS_PER_PIECE, 1, MAX_PIECES);
        Part[] parts = new Part[pieces];
        long width = (to - from + pieces - 1) / pieces;
        Chunks.run(pieces, helpers, pool, () -> {
            ActivationRows.Reader reader = rows.reader();
            return piece -> {
                Part part = new Part(rows.latents());
                long end = Math.min(to, from + (piece + 1) * width);
                long[] batch = new long[BATCH];
                int count = 0;
                int asked = 0;
                for (long position = tokens.next(from + piece * width);
                        position >= 0 && position < end;
                        position = tokens.next(position + 1)) {
                    batch[count++] = position;
                    if (count == BATCH) {
                        if (asked++ % ASK_EVERY == 0 && cancelled.getAsBoolean()) {
                            throw new CancelledException("Stopped.");
                        }
                        part.add(reader, batch, count);
                        count = 0;
                    }
                }
                part.add(reader, batch, count);
                parts[piece] = part;
            };
        });
        Part whole = parts[0];
        for (int piece = 1; piece < pieces; piece++) {
            whole.add(parts[piece]);
        }
        return whole.sums();
    }

    /** What is summed, with the three numbers of a latent side by side: one step to memory instead of three. */
    private static final class Part {
        private static final int VALUE = 0;
        private static final int SQUARE = 1;
        private static final int FIRING = 2;
        private static final int STRIDE = 4;

        private final double[] cells;

        Part(int latents) {
            cells = new double[latents * STRIDE];
        }

        void add(ActivationRows.Reader reader, long[] positions, int count) {
            int entries = reader.read(positions, count);
            double[] sums = cells;
            for (int entry = 0; entry < entries; entry++) {
                double value = reader.value(entry);
                if (value > 0) {
                    int cell = reader.latent(entry) * STRIDE;
                    sums[cell + VALUE] += value;
                    sums[cell + SQUARE] += value * value;
                    sums[cell + FIRING]++;
                }
            }
        }

        void add(Part other) {
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] += other.cells[cell];
            }
        }

        LatentSums sums() {
            LatentSums sums = new LatentSums(cells.length / STRIDE);
            for (int latent = 0; latent < sums.values.length; latent++) {
                sums.values[latent] = cells[latent * STRIDE + VALUE];
                sums.squares[latent] = cells[latent * STRIDE + SQUARE];
                sums.firing[latent] = (long) cells[latent * STRIDE + FIRING];
            }
            return sums;
        }
    }
}
