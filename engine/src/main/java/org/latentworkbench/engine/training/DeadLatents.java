package org.latentworkbench.engine.training;

/**
 * Counts, in tokens, how long each latent has been silent.
 *
 * @param silentTokens tokens since each latent last fired; updated in place
 * @param window tokens of silence after which a latent is dead
 */
record DeadLatents(long[] silentTokens, long window) {
    private static final long LONGEST_WINDOW = 10_000_000;

    /** The default window: the least of 10 M tokens, one pass over the data and 20 % of the run. */
    static long defaultWindow(long rowsPerEpoch, long runTokens) {
        return Math.max(1, Math.min(LONGEST_WINDOW, Math.min(rowsPerEpoch, runTokens / 5)));
    }

    /** The dead latents, ascending. */
    int[] now() {
        int count = 0;
        for (long tokens : silentTokens) {
            count += tokens >= window ? 1 : 0;
        }
        int[] dead = new int[count];
        int at = 0;
        for (int latent = 0; at < count; latent++) {
            if (silentTokens[latent] >= window) {
                dead[at++] = latent;
            }
        }
        return dead;
    }

    /** Takes a batch into account. */
    void advance(LatentSums sums, int rows) {
        for (int latent = 0; latent < silentTokens.length; latent++) {
            silentTokens[latent] = sums.fired(latent) ? 0 : silentTokens[latent] + rows;
        }
    }
}
