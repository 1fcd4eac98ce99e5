package org.latentworkbench.engine.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.SearchOptions;
import org.latentworkbench.engine.search.SearchResult;
import org.latentworkbench.engine.search.TokenSearch;

/**
 * Times searches of growing difficulty over an index.
 *
 * @param opened the index; left open
 * @param scripts what is searched
 * @param rounds measured repetitions of each, after one that is not counted
 */
public record SearchBench(OpenedIndex opened, List<String> scripts, int rounds) implements Job<SearchBench.Result> {
    private static final double HIGH = 0.95;

    /** Scripts that use every construct of the language; none is made for a corpus. */
    public static final List<String> STANDARD = List.of(
            " the",
            "( Lily| Tim| Tom| Ben| Mia| Sue)",
            "[re `[.!?]\"?`]",
            " (a| the) . (was| is)",
            "(?<= said).{1,3}",
            " [re `[A-Z][a-z]+`]( and| or)[re ` [A-Z][a-z]+`]",
            "\"[re `[^\"]+`]+",
            "[a=.].*[a]",
            "[a=.][b=.].*[a][b]");

    /**
     * One script.
     *
     * @param script what was searched
     * @param seconds median time, compiling included
     * @param matches matched tokens
     */
    public record Query(String script, double seconds, long matches) {}

    /**
     * All scripts.
     *
     * @param tokens tokens of the corpus
     * @param latents latents that are ranked
     * @param queries each script
     * @param medianSeconds median over all repetitions of all scripts
     * @param p95Seconds 95th percentile of the same
     */
    public record Result(long tokens, int latents, List<Query> queries, double medianSeconds, double p95Seconds) {}

    /** Checks the number of repetitions. */
    public SearchBench {
        scripts = List.copyOf(scripts);
        if (rounds < 1) {
            throw new org.latentworkbench.engine.error.BadInputException(
                    "The number of rounds is " + rounds + "; it must be at least 1.");
        }
    }

    @Override
    public Result run(JobContext context) {
        TokenSearch search = opened.search();
        List<Query> queries = new ArrayList<>();
        List<Double> all = new ArrayList<>();
        for (String script : scripts) {
            List<Double> times = new ArrayList<>();
            long matches = search.search(script, SearchOptions.DEFAULT, context).matches();
            for (int round = 0; round < rounds; round++) {
                SearchResult result = search.search(script, SearchOptions.DEFAULT, context);
                times.add(result.seconds());
            }
            all.addAll(times);
            queries.add(new Query(script, quantile(times, 0.5), matches));
            context.progress(queries.size(), scripts.size());
        }
        return new Result(
                opened.corpus().tokenCount(),
                opened.index().info().latents(),
                queries,
                quantile(all, 0.5),
                quantile(all, HIGH));
    }

    private static double quantile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * (sorted.size() - 1))));
    }
}
