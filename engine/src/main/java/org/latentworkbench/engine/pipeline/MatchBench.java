package org.latentworkbench.engine.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.RegexMatcher;
import org.latentworkbench.engine.search.TokenRegex;

/**
 * Times matching alone, on one thread, in documents that are already tokenised.
 *
 * @param queries what is matched
 * @param documents token ids of each document
 * @param rounds measured repetitions, after one that is not counted
 */
public record MatchBench(List<Query> queries, List<int[]> documents, int rounds) implements Job<MatchBench.Result> {
    /**
     * One query.
     *
     * @param name what it is called in the answer
     * @param environment what the script is resolved against
     */
    public record Query(String name, String script, RegexEnvironment environment) {}

    /**
     * Times of one query, the best of the rounds: what it takes when nothing else runs.
     *
     * @param matches matched tokens
     * @param compileSeconds from the script to its automaton, with what the environment remembers
     * @param freshSeconds matching all documents with a matcher made for it, whose tables are empty
     * @param warmSeconds matching them again with the same matcher
     */
    public record Timing(String name, long matches, double compileSeconds, double freshSeconds, double warmSeconds) {}

    /** All queries, and the sums of their times. */
    public record Result(
            long documents,
            long tokens,
            double compileSeconds,
            double freshSeconds,
            double warmSeconds,
            List<Timing> queries) {}

    /** Checks the number of repetitions. */
    public MatchBench {
        queries = List.copyOf(queries);
        documents = List.copyOf(documents);
        if (rounds < 1) {
            throw new BadInputException("The number of rounds is " + rounds + "; it must be at least 1.");
        }
    }

    @Override
    public Result run(JobContext context) {
        double[][] compile = new double[queries.size()][rounds];
        double[][] fresh = new double[queries.size()][rounds];
        double[][] warm = new double[queries.size()][rounds];
        long[] matches = new long[queries.size()];
        for (int round = -1; round < rounds; round++) {
            for (int q = 0; q < queries.size(); q++) {
                Query query = queries.get(q);
                long begun = System.nanoTime();
                TokenRegex regex = TokenRegex.compile(query.script(), query.environment());
                long compiled = System.nanoTime();
                RegexMatcher matcher = regex.matcher(context::isCancelled);
                matches[q] = match(matcher, context);
                long first = System.nanoTime();
                match(matcher, context);
                long again = System.nanoTime();
                if (round >= 0) {
                    compile[q][round] = (compiled - begun) / 1e9;
                    fresh[q][round] = (first - compiled) / 1e9;
                    warm[q][round] = (again - first) / 1e9;
                }
            }
            context.progress(round + 2L, rounds + 1L);
        }
        List<Timing> timings = new ArrayList<>();
        for (int q = 0; q < queries.size(); q++) {
            timings.add(new Timing(queries.get(q).name(), matches[q], best(compile[q]), best(fresh[q]), best(warm[q])));
        }
        return new Result(
                documents.size(),
                documents.stream().mapToLong(ids -> ids.length).sum(),
                timings.stream().mapToDouble(Timing::compileSeconds).sum(),
                timings.stream().mapToDouble(Timing::freshSeconds).sum(),
                timings.stream().mapToDouble(Timing::warmSeconds).sum(),
                timings);
    }

    private long match(RegexMatcher matcher, JobContext context) {
        long found = 0;
        for (int[] document : documents) {
            context.checkCancelled();
            found += matcher.match(document, document.length).count();
        }
        return found;
    }

    private static double best(double[] values) {
        return Arrays.stream(values).min().orElse(0);
    }
}
