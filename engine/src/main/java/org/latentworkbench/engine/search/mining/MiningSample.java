package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Documents to learn from and others to be judged by. Documents are taken in an order that a hash of their numbers gives, by turns
 * for either half, until there are tokens enough; so every run takes the same ones, and no document is in both halves.
 */
final class MiningSample {
    /**
     * Documents one after the other.
     *
     * @param starts index of each document's first token in {@code tokens}, and the number of tokens at the end
     * @param positions position of each document's first token in the corpus
     * @param tokens their tokens
     */
    record Half(int[] starts, long[] positions, int[] tokens) {
        int documents() {
            return positions.length;
        }

        int size() {
            return tokens.length;
        }
    }

    private final Half training;
    private final Half heldOut;

    private MiningSample(Half training, Half heldOut) {
        this.training = training;
        this.heldOut = heldOut;
    }

    /** @param tokensEach about how many tokens each half gets at most */
    static MiningSample of(TokenCorpus corpus, int tokensEach, JobContext job) {
        List<Integer> order = new ArrayList<>(corpus.documentCount());
        for (int d = 0; d < corpus.documentCount(); d++) {
            order.add(d);
        }
        order.sort(Comparator.comparingLong(MiningSample::hash).thenComparingInt(d -> d));
        List<Integer> learn = new ArrayList<>();
        List<Integer> judge = new ArrayList<>();
        long learning = 0;
        long judging = 0;
        for (int d : order) {
            long length = corpus.documentStart(d + 1) - corpus.documentStart(d);
            if (length > tokensEach) {
                continue; // a book would be all there is
            }
            if (learning <= judging) {
                learn.add(d);
                learning += length;
            } else {
                judge.add(d);
                judging += length;
            }
            if (Math.min(learning, judging) >= tokensEach) {
                break;
            }
        }
        return new MiningSample(half(corpus, learn, job), half(corpus, judge, job));
    }

    /** SplitMix64's finaliser. */
    private static long hash(int document) {
        long z = 0x9E3779B97F4A7C15L * (document + 1L);
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static Half half(TokenCorpus corpus, List<Integer> documents, JobContext job) {
        Collections.sort(documents);
        int[] starts = new int[documents.size() + 1];
        long[] positions = new long[documents.size()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = corpus.documentStart(documents.get(i));
            starts[i + 1] = Math.toIntExact(starts[i] + corpus.documentStart(documents.get(i) + 1) - positions[i]);
        }
        int[] tokens = new int[starts[positions.length]];
        for (int i = 0; i < positions.length; i++) {
            job.checkCancelled();
            corpus.copyTokens(positions[i], starts[i + 1] - starts[i], tokens, starts[i]);
        }
        return new Half(starts, positions, tokens);
    }

    Half training() {
        return training;
    }

    Half heldOut() {
        return heldOut;
    }
}
