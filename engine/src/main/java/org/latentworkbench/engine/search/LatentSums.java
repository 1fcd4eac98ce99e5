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
    private static final int ASK_EVERY = 1024;

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
        LatentSums[] parts = new LatentSums[pieces];
        long width = (to - from + pieces - 1) / pieces;
        Chunks.run(pieces, helpers, pool, () -> piece -> {
            LatentSums part = new LatentSums(rows.latents());
            long end = Math.min(to, from + (piece + 1) * width);
            int asked = 0;
            for (long position = tokens.next(from + piece * width);
                    position >= 0 && position < end;
                    position = tokens.next(position + 1)) {
                if (asked++ % ASK_EVERY == 0 && cancelled.getAsBoolean()) {
                    throw new CancelledException("Stopped.");
                }
                part.add(rows, position);
            }
            parts[piece] = part;
        });
        LatentSums whole = parts[0];
        for (int piece = 1; piece < pieces; piece++) {
            whole.add(parts[piece]);
        }
        return whole;
    }

    private void add(ActivationRows rows, long position) {
        long end = rows.end(position);
        for (long entry = rows.begin(position); entry < end; entry++) {
            float value = rows.value(entry);
            int latent = rows.latent(entry);
            if (value > 0) {
                values[latent] += value;
                squares[latent] += (double) value * value;
                firing[latent]++;
            }
        }
    }

    private void add(LatentSums other) {
        for (int latent = 0; latent < values.length; latent++) {
            values[latent] += other.values[latent];
            squares[latent] += other.squares[latent];
            firing[latent] += other.firing[latent];
        }
    }
}
