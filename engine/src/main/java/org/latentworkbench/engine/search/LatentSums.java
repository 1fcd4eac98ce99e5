package org.latentworkbench.engine.search;

import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import org.latentworkbench.engine.error.CancelledException;

/**
 * Per latent, sums over a set of tokens, in one pass over their activations. The pass is cut into pieces whose number does
 * not depend on the machine and which are added up in order, so that equal searches give equal bits.
 *
 * @param values Σ a
 * @param squares Σ a², 0 where not asked for
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
     * @param squared whether the squares are asked for; otherwise they stay 0
     * @param from first position that may be among them
     * @param to position after the last one that may
     */
    static LatentSums over(
            ActivationRows rows,
            MatchPositions tokens,
            boolean squared,
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
                Part part = new Part(rows.latents(), squared);
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

    /**
     * The sums over the other tokens, given those over all.
     *
     * <p>Sums of half floats below 2^29 are exact, so that nothing is lost by the difference; larger ones are right to some
     * 10^-16 of the whole.
     *
     * @param sum Σ a of a latent over all tokens
     * @param count number of all tokens on which a latent fires
     */
    LatentSums complement(IntToDoubleFunction sum, IntToLongFunction count) {
        LatentSums rest = new LatentSums(values.length);
        for (int latent = 0; latent < values.length; latent++) {
            rest.firing[latent] = count.applyAsLong(latent) - firing[latent];
            rest.values[latent] = rest.firing[latent] == 0 ? 0 : sum.applyAsDouble(latent) - values[latent];
        }
        return rest;
    }

    /** What is summed, with the two numbers of a latent side by side: one step to memory instead of two. */
    private static final class Part {
        private static final int VALUE = 0;
        private static final int FIRING = 1;
        private static final int STRIDE = 2;

        private final double[] cells;
        private final double[] squares;

        Part(int latents, boolean squared) {
            cells = new double[latents * STRIDE];
            squares = new double[squared ? latents : 0];
        }

        void add(ActivationRows.Reader reader, long[] positions, int count) {
            int entries = reader.read(positions, count);
            add(reader.latents(), reader.values(), entries);
            if (squares.length > 0) {
                square(reader.latents(), reader.values(), entries);
            }
        }

        private void add(int[] latents, float[] values, int entries) {
            double[] sums = cells;
            for (int entry = 0; entry < entries; entry++) {
                double value = values[entry];
                if (value > 0) {
                    int cell = latents[entry] * STRIDE;
                    sums[cell + VALUE] += value;
                    sums[cell + FIRING]++;
                }
            }
        }

        private void square(int[] latents, float[] values, int entries) {
            for (int entry = 0; entry < entries; entry++) {
                double value = values[entry];
                squares[latents[entry]] += value * value;
            }
        }

        void add(Part other) {
            for (int cell = 0; cell < cells.length; cell++) {
                cells[cell] += other.cells[cell];
            }
            for (int latent = 0; latent < squares.length; latent++) {
                squares[latent] += other.squares[latent];
            }
        }

        LatentSums sums() {
            LatentSums sums = new LatentSums(cells.length / STRIDE);
            for (int latent = 0; latent < sums.values.length; latent++) {
                sums.values[latent] = cells[latent * STRIDE + VALUE];
                sums.firing[latent] = (long) cells[latent * STRIDE + FIRING];
            }
            System.arraycopy(squares, 0, sums.squares, 0, squares.length);
            return sums;
        }
    }
}
