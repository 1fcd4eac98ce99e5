package org.latentworkbench.engine.pipeline;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.LatentNames;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.SearchOptions;
import org.latentworkbench.engine.search.SearchResult;
import org.latentworkbench.engine.search.TokenSearch;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Times searches of growing difficulty over an index.
 *
 * @param search the index; left open
 * @param tokens tokens of its corpus
 * @param latents its latents
 * @param scripts what is searched
 * @param rounds measured repetitions of each, after two that are not counted
 */
public record SearchBench(TokenSearch search, long tokens, int latents, List<String> scripts, int rounds)
        implements Job<SearchBench.Result> {
    private static final double HIGH = 0.95;
    private static final int WARM_UP = 2;

    /** Scripts that use every construct of the language. */
    public static final List<String> STANDARD = SearchScripts.TYPICAL;

    /**
     * One script.
     *
     * @param script what was searched
     * @param seconds median time, compiling included
     * @param matchSeconds median time of compiling and matching
     * @param rankSeconds median time of ranking all latents
     * @param bestSeconds least time: what it takes when nothing else runs on the machine
     * @param matches matched tokens
     */
    public record Query(
            String script, double seconds, double matchSeconds, double rankSeconds, double bestSeconds, long matches) {}

    /**
     * All scripts.
     *
     * @param tokens tokens of the corpus
     * @param latents latents that are ranked
     * @param queries each script
     * @param medianSeconds median over all repetitions of all scripts
     * @param p95Seconds 95th percentile of the same
     * @param medianBestSeconds median of the least times of the scripts
     * @param p95BestSeconds 95th percentile of the same
     * @param threads threads that a search may use
     * @param heapBytes most heap in use right after a collection, garbage left out
     * @param maxHeapBytes most that the heap may grow to
     */
    public record Result(
            long tokens,
            int latents,
            List<Query> queries,
            double medianSeconds,
            double p95Seconds,
            double medianBestSeconds,
            double p95BestSeconds,
            int threads,
            long heapBytes,
            long maxHeapBytes) {}

    /** Checks the number of repetitions. */
    public SearchBench {
        scripts = List.copyOf(scripts);
        if (rounds < 1) {
            throw new BadInputException("The number of rounds is " + rounds + "; it must be at least 1.");
        }
    }

    /** Searches of an opened index. */
    public static SearchBench of(OpenedIndex opened, List<String> scripts, int rounds) {
        return new SearchBench(
                opened.search(),
                opened.corpus().tokenCount(),
                opened.index().info().latents(),
                scripts,
                rounds);
    }

    @Override
    public Result run(JobContext context) {
        List<Query> queries = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        long heap = 0;
        for (String script : scripts) {
            List<Double> times = new ArrayList<>();
            List<Double> matching = new ArrayList<>();
            List<Double> ranking = new ArrayList<>();
            long matches = 0;
            for (int round = -WARM_UP; round < rounds; round++) {
                SearchResult result = search.search(script, SearchOptions.DEFAULT, context);
                matches = result.matches();
                if (round >= 0) {
                    times.add(result.seconds());
                    matching.add(result.matchSeconds());
                    ranking.add(result.rankSeconds());
                }
            }
            all.addAll(times);
            queries.add(new Query(
                    script,
                    quantile(times, 0.5),
                    quantile(matching, 0.5),
                    quantile(ranking, 0.5),
                    quantile(times, 0),
                    matches));
            heap = Math.max(heap, heapAfterCollection());
            context.progress(queries.size(), scripts.size());
        }
        return new Result(
                tokens,
                latents,
                queries,
                quantile(all, 0.5),
                quantile(all, HIGH),
                quantile(queries.stream().map(Query::bestSeconds).toList(), 0.5),
                quantile(queries.stream().map(Query::bestSeconds).toList(), HIGH),
                Runtime.getRuntime().availableProcessors(),
                heap,
                Runtime.getRuntime().maxMemory());
    }

    /** What was in use after the last collections of the garbage collector's own accord. */
    private static long heapAfterCollection() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }

    /**
     * The same over a made-up index, as {@link IndexBench.Synthetic} makes it.
     *
     * @param folder where corpus and index are kept; those already there are used again
     * @param size tokens of the corpus, about
     * @param width number of latents
     * @param perToken active latents per token
     * @param seed chooses stories and activations
     * @param scripts what is searched
     * @param rounds measured repetitions of each
     */
    public record Synthetic(
            Path folder, long size, int width, int perToken, long seed, List<String> scripts, int rounds)
            implements Job<Result> {
        private static final double BUILDING = 0.9;

        /** Checks the sizes. */
        public Synthetic {
            scripts = List.copyOf(scripts);
            if (size < 1 || width < 1 || perToken < 1 || 2 * perToken > width) {
                throw new BadInputException("An index of " + size + " tokens with " + perToken + " active latents of "
                        + width + " cannot be made up; choose at least one token, and at most half of the latents.");
            }
        }

        private record Names(int latents) implements LatentNames {
            @Override
            public int[] labelled(String words) {
                return new int[0];
            }

            @Override
            public List<String> labels() {
                return List.of();
            }
        }

        @Override
        public Result run(JobContext context) {
            Path index = folder.resolve("index");
            JobContext building = context.part("building", BUILDING);
            try (TokenCorpus corpus = Files.exists(folder.resolve("corpus").resolve("corpus.json"))
                    ? TokenCorpus.open(folder.resolve("corpus"))
                    : SyntheticCorpus.tell(folder, size, seed, building)) {
                if (!Files.exists(index)) {
                    IndexBuilder.build(
                            index,
                            IndexSource.flat("synthetic", width),
                            corpus,
                            new SyntheticEncoder(corpus, width, perToken, seed),
                            building);
                }
                try (LatentIndex opened = LatentIndex.open(index, corpus)) {
                    int latents = opened.info().latents();
                    var environment = RegexEnvironment.of(corpus.tokenizer()).withLatents(new Names(latents));
                    return new SearchBench(
                                    new TokenSearch(opened, environment), corpus.tokenCount(), latents, scripts, rounds)
                            .run(context.part("searching", 1 - BUILDING));
                }
            }
        }
    }
}
