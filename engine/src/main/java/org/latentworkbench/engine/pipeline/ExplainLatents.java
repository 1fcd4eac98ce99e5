package org.latentworkbench.engine.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.mining.MinedRegex;
import org.latentworkbench.engine.search.mining.MinedRegexes;
import org.latentworkbench.engine.search.mining.MiningOptions;
import org.latentworkbench.engine.search.mining.RegexMiner;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Finds for every latent of an index the token regex that predicts it best, and keeps them beside the index, where labels are
 * searched too. What was found before it was stopped is kept, and the next run goes on from there.
 *
 * @param workspace where everything lies
 * @param sae name of the autoencoder
 * @param corpus name of the indexed corpus; the only one if not given
 * @param options how much text is looked at
 * @param anew whether to forget what was found before
 */
public record ExplainLatents(
        Workspace workspace, String sae, Optional<String> corpus, MiningOptions options, boolean anew)
        implements Job<ExplainLatents.Result> {
    /** Latents that one thread explains at a time. */
    private static final int RUN = 128;

    /** F1 from which a script is called good. */
    public static final double GOOD = 0.7;

    private static final double READING = 0.05;
    private static final long BETWEEN_SAVES = 5_000_000_000L;

    /**
     * What was found.
     *
     * @param live latents that fire at all
     * @param explained latents with a script
     * @param good those whose script has at least F1 {@value #GOOD} on held-out documents
     * @param meanF1 mean F1 on held-out documents over all live latents, 0 for those without a script
     * @param seconds time spent now
     * @param millisecondsPerLatent of those looked at now
     * @param heldOutTokens tokens that scripts were judged by; 0 if all were known already
     * @param latents the scripts, by latent
     */
    public record Result(
            int live,
            int explained,
            int good,
            double meanF1,
            double seconds,
            double millisecondsPerLatent,
            int heldOutTokens,
            List<MinedRegex> latents) {}

    @Override
    public Result run(JobContext context) {
        workspace.requireWritable();
        try (OpenedIndex opened = OpenedIndex.open(workspace, sae, corpus)) {
            LatentIndex index = opened.index();
            MinedRegexes known = anew
                    ? MinedRegexes.none(options)
                    : opened.explanations()
                            .filter(before -> before.madeWith(options))
                            .orElse(MinedRegexes.none(options));
            long begun = System.nanoTime();
            int first = known.done();
            int heldOut = 0;
            if (first < index.info().latents()) {
                var miner =
                        new RegexMiner(index, opened.environment(), options, context.part("reading a sample", READING));
                heldOut = miner.heldOutTokens();
                known = mine(index, miner, known, context.part("explaining latents", 1 - READING));
            }
            return result(index, known, (System.nanoTime() - begun) / 1e9, first, heldOut);
        }
    }

    private static MinedRegexes mine(LatentIndex index, RegexMiner miner, MinedRegexes before, JobContext job) {
        int latents = index.info().latents();
        int runs = Math.max(1, Runtime.getRuntime().availableProcessors());
        MinedRegexes known = before;
        long saved = System.nanoTime();
        try {
            while (known.done() < latents) {
                job.checkCancelled();
                int first = known.done();
                int end = Math.min(latents, first + runs * RUN);
                List<MinedRegex> found = IntStream.range(0, Math.ceilDiv(end - first, RUN))
                        .parallel()
                        .mapToObj(run ->
                                miner.mine(first + run * RUN, Math.min(end, first + (run + 1) * RUN), job.quiet()))
                        .flatMap(List::stream)
                        .toList();
                known = known.with(found, end);
                job.progress(end, latents);
                if (System.nanoTime() - saved > BETWEEN_SAVES) {
                    known.write(index);
                    saved = System.nanoTime();
                }
            }
        } finally {
            known.write(index);
        }
        index.putPatterns(known.all().stream().collect(Collectors.toMap(MinedRegex::latent, MinedRegex::script)));
        return known;
    }

    private static Result result(LatentIndex index, MinedRegexes known, double seconds, int first, int heldOut) {
        LatentStatistics statistics = index.statistics();
        int live = statistics.latents() - statistics.deadCount();
        int looked = known.done() - first;
        return new Result(
                live,
                known.all().size(),
                (int) known.all().stream().filter(row -> row.f1() >= GOOD).count(),
                live == 0 ? 0 : known.all().stream().mapToDouble(MinedRegex::f1).sum() / live,
                seconds,
                looked == 0 ? 0 : seconds * 1000 / looked,
                heldOut,
                List.copyOf(known.all()));
    }
}
