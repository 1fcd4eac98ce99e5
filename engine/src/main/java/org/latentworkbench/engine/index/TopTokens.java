package org.latentworkbench.engine.index;

import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * The tokens each latent stands for. Goes through the vocabulary, gathers the positions of a token and adds up their
 * rows, so the memory is one number per latent and not one per pair of latent and token. A token v with n_v occurrences
 * scores Σ_{t: v} a_t / √n_v, which up to the latent's norm is the cosine between its activations and the indicator of
 * v (evaluation by pattern, as in the search): rare tokens do not win by one hit, nor common ones by their number.
 */
final class TopTokens {
    /** Positions held at a time, unless one token alone has more. */
    private static final int POSITIONS = 1 << 22;

    private static final int CHUNK = 1 << 16;

    /** Rows read at a time. */
    private static final int BATCH = 128;

    private final ActivationStore store;
    private final TokenCorpus corpus;
    private final int[] tokens;
    private final float[] scores;
    private final float[] means;
    private final int[] found;

    private final GatheredRows rows;
    private final long[] batch = new long[BATCH];
    private final double[] sums;
    private final int[] touched;

    private TopTokens(ActivationStore store, TokenCorpus corpus) {
        this.store = store;
        this.corpus = corpus;
        int slots = Math.multiplyExact(store.latents(), LatentStatistics.TOP_TOKENS);
        tokens = new int[slots];
        scores = new float[slots];
        means = new float[slots];
        found = new int[store.latents()];
        rows = new GatheredRows(store);
        sums = new double[store.latents()];
        touched = new int[store.latents()];
    }

    static TopTokens of(ActivationStore store, TokenCorpus corpus, JobContext job) {
        var top = new TopTokens(store, corpus);
        top.run(job);
        return top;
    }

    /** Token ids, {@link LatentStatistics#TOP_TOKENS} slots per latent, of which {@link #found} are used. */
    int[] tokens() {
        return tokens;
    }

    float[] means() {
        return means;
    }

    int[] found() {
        return found;
    }

    private void run(JobContext job) {
        int[] occurrences = occurrences(job);
        long done = 0;
        for (int first = 0; first < occurrences.length; ) {
            int end = first;
            long held = 0;
            while (end < occurrences.length && (end == first || held + occurrences[end] <= POSITIONS)) {
                held += occurrences[end++];
            }
            long[] positions = positions(first, end, occurrences, (int) held, job);
            int at = 0;
            for (int token = first; token < end; token++) {
                job.checkCancelled();
                add(token, positions, at, occurrences[token]);
                at += occurrences[token];
            }
            done += held;
            job.progress(done, store.tokens());
            first = end;
        }
    }

    private int[] occurrences(JobContext job) {
        int[] counts = new int[corpus.vocabulary().size()];
        int[] chunk = new int[CHUNK];
        for (long p = 0; p < corpus.tokenCount(); p += CHUNK) {
            job.checkCancelled();
            int length = (int) Math.min(CHUNK, corpus.tokenCount() - p);
            corpus.copyTokens(p, length, chunk, 0);
            for (int i = 0; i < length; i++) {
                counts[chunk[i]]++;
            }
        }
        return counts;
    }

    /** Positions of the tokens {@code [first, end)}, token by token. */
    private long[] positions(int first, int end, int[] occurrences, int total, JobContext job) {
        int[] next = new int[end - first];
        for (int t = 1; t < next.length; t++) {
            next[t] = next[t - 1] + occurrences[first + t - 1];
        }
        long[] positions = new long[total];
        int[] chunk = new int[CHUNK];
        for (long p = 0; p < corpus.tokenCount() && total > 0; p += CHUNK) {
            job.checkCancelled();
            int length = (int) Math.min(CHUNK, corpus.tokenCount() - p);
            corpus.copyTokens(p, length, chunk, 0);
            for (int i = 0; i < length; i++) {
                if (chunk[i] >= first && chunk[i] < end) {
                    positions[next[chunk[i] - first]++] = p + i;
                }
            }
        }
        return positions;
    }

    private void add(int token, long[] positions, int from, int count) {
        int active = 0;
        for (int i = from; i < from + count; i += batch.length) {
            int size = Math.min(batch.length, from + count - i);
            System.arraycopy(positions, i, batch, 0, size);
            int entries = rows.read(batch, size);
            int[] latents = rows.latents();
            float[] values = rows.values();
            for (int e = 0; e < entries; e++) {
                int latent = latents[e];
                if (sums[latent] == 0) {
                    touched[active++] = latent;
                }
                sums[latent] += values[e];
            }
        }
        for (int i = 0; i < active; i++) {
            int latent = touched[i];
            offer(latent, token, (float) (sums[latent] / Math.sqrt(count)), (float) (sums[latent] / count));
            sums[latent] = 0;
        }
    }

    /** Keeps the best in descending order; of equal scores the smaller token id, which comes first. */
    private void offer(int latent, int token, float score, float mean) {
        int base = latent * LatentStatistics.TOP_TOKENS;
        int size = found[latent];
        if (size == LatentStatistics.TOP_TOKENS) {
            if (score <= scores[base + size - 1]) {
                return;
            }
            size--;
        }
        int slot = base + size;
        while (slot > base && scores[slot - 1] < score) {
            tokens[slot] = tokens[slot - 1];
            scores[slot] = scores[slot - 1];
            means[slot] = means[slot - 1];
            slot--;
        }
        tokens[slot] = token;
        scores[slot] = score;
        means[slot] = mean;
        found[latent] = size + 1;
    }
}
