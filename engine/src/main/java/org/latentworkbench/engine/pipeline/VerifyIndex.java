package org.latentworkbench.engine.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Checks an index: sizes, checksums, structure and counts, and by running a sample of contexts through model and autoencoder
 * again. Reads only.
 *
 * @param workspace where everything lies
 * @param sae name of the autoencoder
 * @param corpus name of the corpus
 * @param contexts how many contexts to encode again; 0 to leave that out
 * @param seed chooses them
 * @param device where the language model runs
 */
public record VerifyIndex(Workspace workspace, String sae, String corpus, int contexts, long seed, ComputeDevice device)
        implements Job<VerifyIndex.Result> {
    private static final double READING = 0.5;

    /** Relative difference that half floats and another order of summing explain. */
    private static final double TOLERANCE = 0.01;

    /** Share of entries near a threshold that may come and go with the last bit. */
    private static final double STRAYS = 0.01;

    /** Checks the number. */
    public VerifyIndex {
        if (contexts < 0) {
            throw new BadInputException("The number of contexts is " + contexts + "; it must not be negative.");
        }
    }

    /**
     * What was found.
     *
     * @param ok whether every check passed
     * @param checks one after the other
     */
    public record Result(boolean ok, List<Check> checks) {}

    /**
     * One check.
     *
     * @param name what was looked at
     * @param ok whether it is right
     * @param detail what was found
     */
    public record Check(String name, boolean ok, String detail) {}

    @Override
    public Result run(JobContext context) {
        List<Check> checks = new ArrayList<>();
        workspace.require(Section.INDEXES, sae + "--" + corpus);
        try (TokenCorpus tokens = TokenCorpus.open(workspace.require(Section.CORPORA, corpus))) {
            Optional<LatentIndex> opened = open(tokens, checks);
            if (opened.isPresent()) {
                try (LatentIndex index = opened.get()) {
                    checks.add(check("content", () -> {
                        index.verify(context.part("reading everything", READING));
                        return index.info().activations() + " activations, statistics and contexts agree";
                    }));
                    if (contexts > 0) {
                        checks.add(check("activations", () -> encodeAgain(index, context)));
                    }
                }
            }
        }
        return new Result(checks.stream().allMatch(Check::ok), checks);
    }

    private Optional<LatentIndex> open(TokenCorpus tokens, List<Check> checks) {
        LatentIndex[] opened = new LatentIndex[1];
        checks.add(check("files", () -> {
            opened[0] = LatentIndex.open(workspace.indexDir(sae, corpus), tokens);
            return "all files are there in their sizes";
        }));
        return Optional.ofNullable(opened[0]);
    }

    private static Check check(String name, Supplier<String> work) {
        try {
            return new Check(name, true, work.get());
        } catch (CancelledException e) {
            throw e;
        } catch (WorkbenchException e) {
            return new Check(name, false, String.valueOf(e.getMessage()));
        }
    }

    private String encodeAgain(LatentIndex index, JobContext job) {
        try (IndexInputs inputs = IndexInputs.open(workspace, sae, corpus, Optional.empty(), device)) {
            var encoder = inputs.encoder();
            JobContext part = job.part("encoding a sample again", 1 - READING);
            List<Context> sample = sample(inputs.corpus());
            long entries = 0;
            long strays = 0;
            for (int from = 0; from < sample.size(); from += encoder.preferredBatch()) {
                job.checkCancelled();
                List<Context> batch = sample.subList(from, Math.min(sample.size(), from + encoder.preferredBatch()));
                SparseRows rows = encoder.encode(batch);
                entries += rows.count();
                strays += strays(index, batch, rows);
                part.progress(from + batch.size(), sample.size());
            }
            if (strays > STRAYS * entries) {
                throw new BadInputException(strays + " of " + entries + " activations in " + sample.size()
                        + " contexts are not what model and autoencoder give now. Build the index again.");
            }
            return entries + " activations in " + sample.size() + " contexts encoded again, " + strays + " differ";
        }
    }

    private List<Context> sample(TokenCorpus tokens) {
        var random = new SplittableRandom(seed);
        var chosen = new TreeSet<Integer>(Comparator.naturalOrder());
        int wanted = Math.min(contexts, tokens.contextCount());
        while (chosen.size() < wanted) {
            chosen.add(random.nextInt(tokens.contextCount()));
        }
        return chosen.stream().map(tokens::context).toList();
    }

    /** Entries of either side that the other has not, or with another value. */
    private static long strays(LatentIndex index, List<Context> batch, SparseRows rows) {
        long strays = 0;
        int row = 0;
        for (Context context : batch) {
            for (long position = context.start(); position < context.end(); position++, row++) {
                long stored = index.store().end(position) - index.store().begin(position);
                long same = 0;
                for (int e = rows.offsets()[row]; e < rows.offsets()[row + 1]; e++) {
                    float value = rows.values()[e];
                    float was = index.store().value(position, rows.latents()[e]);
                    if (Math.abs(was - value) <= TOLERANCE * value + Float.MIN_NORMAL) {
                        same++;
                    }
                }
                strays += Math.max(stored, rows.count(row)) - Math.min(same, stored);
            }
        }
        return strays;
    }
}
