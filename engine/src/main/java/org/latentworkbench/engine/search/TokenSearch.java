package org.latentworkbench.engine.search;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.IntPredicate;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/** Searches an index by token regex. Safe for use by several threads; does not own the index. */
public final class TokenSearch {
    /** Most positions in one call of a {@link MatchListener}. */
    public static final int BATCH = 256;

    private static final int EXAMPLES = 3;

    private final LatentIndex index;
    private final RegexEnvironment environment;
    private final Executor pool;
    private final int helpers;

    /** Searches on the calling thread and the common pool. */
    public TokenSearch(LatentIndex index, RegexEnvironment environment) {
        this(index, environment, ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors() - 1);
    }

    /**
     * Searches on the calling thread and a pool of the caller.
     *
     * @param helpers most threads of the pool to use, ≥ 0
     */
    public TokenSearch(LatentIndex index, RegexEnvironment environment, Executor pool, int helpers) {
        this.index = index;
        this.environment = environment;
        this.pool = pool;
        this.helpers = helpers;
    }

    /** What scripts are resolved against. */
    public RegexEnvironment environment() {
        return environment;
    }

    /**
     * Matches a script and ranks the latents.
     *
     * @throws org.latentworkbench.engine.search.syntax.TokenRegexException if the script is wrong
     * @throws org.latentworkbench.engine.error.CancelledException soon (some 10 ms) after the job is stopped
     */
    public SearchResult search(String script, SearchOptions options, JobContext job) {
        return search(script, options, job, MatchListener.NONE);
    }

    /**
     * As {@link #search(String, SearchOptions, JobContext)}, telling of matches as they are found.
     *
     * @param listener hears of each stretch of documents with a match as soon as it has been read
     */
    public SearchResult search(String script, SearchOptions options, JobContext job, MatchListener listener) {
        long begun = System.nanoTime();
        TokenRegex regex = TokenRegex.compile(script, environment, options.ignoreCase());
        Optional<BitSet> candidates = Candidates.of(regex, index, job);
        job.checkCancelled();
        CorpusScan.Outcome found = new CorpusScan(
                        index.corpus(), Optional.of(index.store()), regex, options, candidates, job, listener)
                .run(helpers, pool);
        long matched = System.nanoTime();
        MatchPositions positions = found.positions();
        LatentSums sums = options.wholeCorpus(index.corpus().documentCount())
                ? sumsOfWhole(positions, job)
                : sums(positions, false, job);
        List<RankedLatent> latents = positions.count() < Math.max(1, options.minimumMatches())
                ? List.of()
                : rank(positions, found.tokens(), sums, options, job);
        long ranked = System.nanoTime();
        return new SearchResult(
                script,
                regex,
                options,
                positions,
                positions.count(),
                found.tokens(),
                (ranked - begun) / 1e9,
                (matched - begun) / 1e9,
                (ranked - matched) / 1e9,
                (int) Arrays.stream(sums.firing()).filter(hits -> hits > 0).count(),
                latents,
                found.incompleteDocuments());
    }

    /** How a script is searched for, without searching. */
    public SearchPlan plan(String script, SearchOptions options) {
        TokenRegex regex = TokenRegex.compile(script, environment, options.ignoreCase());
        TokenCorpus corpus = index.corpus();
        List<int[]> required = regex.requiredTokens().stream()
                .sorted(Comparator.comparingInt(set -> set.length))
                .toList();
        List<int[]> asked = Candidates.worthAsking(index) ? Candidates.asked(required, index) : List.of();
        Optional<BitSet> candidates = Candidates.of(regex, index, JobContext.silent());
        int end = Math.min(options.endDocument(), corpus.documentCount());
        long documents = 0;
        long contexts = 0;
        long tokens = 0;
        for (int d = Math.max(0, options.firstDocument()); d < end; d++) {
            if (candidates.isEmpty() || candidates.get().get(d)) {
                long length = corpus.documentStart(d + 1) - corpus.documentStart(d);
                documents++;
                contexts += Math.ceilDiv(length, corpus.info().contextLength());
                tokens += length;
            }
        }
        return new SearchPlan(
                regex.explain(),
                regex.method(),
                required.stream()
                        .map(set -> new SearchPlan.Needed(
                                set.length,
                                Arrays.stream(set)
                                        .limit(EXAMPLES)
                                        .mapToObj(environment.vocabulary()::text)
                                        .toList(),
                                asked.contains(set)))
                        .toList(),
                documents,
                corpus.documentCount(),
                contexts,
                corpus.info().contexts(),
                tokens);
    }

    /** Where most tokens match, the sums over the others are quicker, for those over all are known. */
    private LatentSums sumsOfWhole(MatchPositions positions, JobContext job) {
        if (2 * positions.count() <= index.corpus().tokenCount()) {
            return sums(positions, false, job);
        }
        LatentStatistics statistics = index.statistics();
        return sums(positions.complement(), false, job).complement(statistics::sum, statistics::count);
    }

    private LatentSums sums(MatchPositions positions, boolean squared, JobContext job) {
        return LatentSums.over(
                ActivationRows.of(index.store()),
                positions,
                squared,
                0,
                index.corpus().tokenCount(),
                helpers,
                pool,
                job::isCancelled);
    }

    private List<RankedLatent> rank(
            MatchPositions positions, long tokens, LatentSums sums, SearchOptions options, JobContext job) {
        LatentStatistics statistics = index.statistics();
        IntPredicate filter =
                latent -> options.filter().accepts(latent, statistics.level(latent), statistics.density(latent));
        Ranking ranking;
        if (options.wholeCorpus(index.corpus().documentCount())) {
            ranking = new Ranking(positions.count(), tokens, statistics::norm, statistics::count);
        } else {
            // Norms and firings of the searched tokens alone, or the scores would compare a part with the whole.
            LatentSums searched = sums(searched(index.corpus(), options), true, job);
            ranking = new Ranking(
                    positions.count(),
                    tokens,
                    latent -> Math.sqrt(searched.squares()[latent]),
                    latent -> searched.firing()[latent]);
        }
        return ranking.rank(sums, filter, options.limit());
    }

    private static MatchPositions searched(TokenCorpus corpus, SearchOptions options) {
        long[] words = new long[Math.toIntExact((corpus.tokenCount() + 63) >> 6)];
        int end = Math.min(options.endDocument(), corpus.documentCount());
        for (int d = Math.max(0, options.firstDocument()); d < end; d++) {
            long start = corpus.documentStart(d);
            long stop = Math.min(corpus.documentStart(d + 1), start + options.endToken());
            for (long position = start + options.firstToken(); position < stop; position++) {
                words[(int) (position >> 6)] |= 1L << position;
            }
        }
        return new MatchPositions(words, corpus.tokenCount());
    }

    /**
     * Exact counts of the three kinds for one latent, and examples of one kind: the strongest, or the first where it is
     * silent.
     *
     * @param limit most examples
     */
    public Exceptions exceptions(SearchResult result, int latent, ExceptionKind kind, int limit) {
        checkLatent(latent);
        return new ExceptionLists(index, result, latent).strongest(kind, limit);
    }

    /** As {@link #exceptions}, with a uniform sample of examples in corpus order. */
    public Exceptions randomExceptions(SearchResult result, int latent, ExceptionKind kind, int limit, long seed) {
        checkLatent(latent);
        return new ExceptionLists(index, result, latent).random(kind, limit, seed);
    }

    private void checkLatent(int latent) {
        int latents = index.info().latents();
        if (latent < 0 || latent >= latents) {
            throw new BadInputException("There is no latent " + latent + "; the last one is " + (latents - 1) + ".");
        }
    }

    /** The matched tokens of one document, counted from its first token. */
    public int[] matchesIn(SearchResult result, int document) {
        TokenCorpus corpus = index.corpus();
        long start = corpus.documentStart(document);
        long end = corpus.documentStart(document + 1);
        int[] matches = new int[Math.toIntExact(end - start)];
        int count = 0;
        MatchPositions positions = result.positions();
        for (long p = positions.next(start); p >= 0 && p < end; p = positions.next(p + 1)) {
            matches[count++] = (int) (p - start);
        }
        return Arrays.copyOf(matches, count);
    }
}
