package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latentworkbench.engine.index.ActivationStore;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * The choice among a latent's top tokens that says best on which tokens it fires, as a script: what a latent would be if it
 * looked at single tokens only. The distance of its precision and recall from 1 is what context adds.
 *
 * @param script one of some tokens, for example {@code ( Lily| Sue)}
 * @param precision share of the latent's firings that are matches, as in {@link RankedLatent}
 * @param recall share of the matches on which the latent fires
 * @param matches number of matches
 */
public record TokenExplanation(String script, double precision, double recall, long matches) {
    private static final int BETWEEN_CHECKS = 256;

    /** A token with how often it stands in the corpus, and how often the latent fires on it. */
    private record Candidate(int token, long occurrences, long firings) {
        double share() {
            return occurrences == 0 ? 0 : (double) firings / occurrences;
        }
    }

    /**
     * Explains a latent. The tokens are taken in the order of the share of their occurrences on which the latent fires, as long as
     * F1 grows; for events that exclude each other no other choice has a larger F1.
     *
     * @param environment what literals are cut by
     * @return empty for a latent that is dead or has no token that a script can name
     */
    public static Optional<TokenExplanation> of(
            LatentIndex index, RegexEnvironment environment, int latent, JobContext job) {
        LatentStatistics statistics = index.statistics();
        long firings = statistics.count(latent);
        var writer = new TokenWriter(environment);
        List<Candidate> candidates = candidates(index, latent, job);
        List<Candidate> chosen = new ArrayList<>();
        long matches = 0;
        long hits = 0;
        double best = 0;
        for (Candidate candidate : candidates) {
            double f1 = 2.0 * (hits + candidate.firings) / (matches + candidate.occurrences + (double) firings);
            if (f1 <= best || !writer.writable(candidate.token)) {
                continue;
            }
            best = f1;
            hits += candidate.firings;
            matches += candidate.occurrences;
            chosen.add(candidate);
        }
        if (chosen.isEmpty()) {
            return Optional.empty();
        }
        // The tokens it fires on most come first: they are what a person reads.
        String script = chosen.stream()
                .sorted(Comparator.comparingLong(Candidate::firings).reversed())
                .flatMap(candidate -> writer.token(candidate.token).stream())
                .collect(Collectors.joining("|", "(", ")"));
        return Optional.of(new TokenExplanation(script, (double) hits / firings, (double) hits / matches, matches));
    }

    private static List<Candidate> candidates(LatentIndex index, int latent, JobContext job) {
        int[] tokens = index.statistics().topTokens(latent);
        TokenCorpus corpus = index.corpus();
        ActivationStore store = index.store();
        int[] slots = new int[corpus.vocabulary().size()];
        BitSet wanted = new BitSet();
        for (int i = 0; i < tokens.length; i++) {
            slots[tokens[i]] = i;
            wanted.set(tokens[i]);
        }
        long[] occurrences = new long[tokens.length];
        long[] firings = new long[tokens.length];
        int[] ids = new int[corpus.info().contextLength()];
        int checked = 0;
        for (int number : index.contextsContaining(tokens)) {
            if (checked++ % BETWEEN_CHECKS == 0) {
                job.checkCancelled();
            }
            Context context = corpus.context(number);
            corpus.copyTokens(context.start(), context.length(), ids, 0);
            for (int i = 0; i < context.length(); i++) {
                if (wanted.get(ids[i])) {
                    int slot = slots[ids[i]];
                    occurrences[slot]++;
                    firings[slot] += store.value(context.start() + i, latent) > 0 ? 1 : 0;
                }
            }
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < tokens.length; i++) {
            if (firings[i] > 0) {
                candidates.add(new Candidate(tokens[i], occurrences[i], firings[i]));
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::share)
                .reversed()
                .thenComparing(Comparator.comparingLong(Candidate::firings).reversed()));
        return candidates;
    }
}
