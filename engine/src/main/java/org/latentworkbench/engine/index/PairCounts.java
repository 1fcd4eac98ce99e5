package org.latentworkbench.engine.index;

import java.util.Arrays;
import org.latentworkbench.engine.job.JobContext;

/**
 * On how many tokens each of a run of latents fires together with each latent after it: a table of {@code (end − first) · n}
 * numbers, of which the pairs of a latent with earlier ones stay 0. For one thread.
 */
final class PairCounts {
    private final int latents;
    private final int[] joint;
    private int first;
    private int end;

    /** @param run latents of a run at most */
    PairCounts(int run, int latents) {
        this.latents = latents;
        joint = new int[Math.multiplyExact(run, latents)];
    }

    int first() {
        return first;
    }

    int end() {
        return end;
    }

    /** Counts the run {@code [from, to)} of latents anew, over every {@code step}-th block of tokens. */
    void count(ActivationStore store, int from, int to, int step, JobContext job) {
        first = from;
        end = to;
        Arrays.fill(joint, 0);
        ContextRows.forEachBlock(store, step, job, this::count);
    }

    private void count(ContextRows rows) {
        for (int row = 0; row < rows.rows(); row++) {
            int stop = rows.firstAtLeast(row, end);
            for (int e = rows.firstAtLeast(row, first); e < stop; e++) {
                add(rows, e, rows.end(row));
            }
        }
    }

    private void add(ContextRows rows, int entry, int stop) {
        int base = (rows.latent(entry) - first) * latents;
        for (int other = entry + 1; other < stop; other++) {
            joint[base + rows.latent(other)]++;
        }
    }

    /** Tokens on which both fire; {@code one} is of the run and the smaller. */
    int joint(int one, int other) {
        return joint[(one - first) * latents + other];
    }
}
