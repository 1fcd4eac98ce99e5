package org.latentworkbench.engine.activation;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.text.TokenCorpus;

/** Takes a model's activations on a corpus at a hook point: to disk, or as a stream without storing them. */
public final class Harvester {
    private static final int BATCH_CONTEXTS = 32;
    private static final float LARGEST_HALF = 65504;

    /** Rows of a streaming shuffle buffer unless told otherwise: the first rows come when it is full. */
    public static final int DEFAULT_BUFFER_ROWS = 1 << 15;

    private Harvester() {}

    /**
     * Harvests a whole corpus into a cache folder, one file after the other, the manifest last. A harvest that was stopped
     * goes on behind its last whole file when it is asked for again with the same settings.
     *
     * @param dir the cache folder
     * @throws BadInputException if the folder holds a finished cache or an unfinished one of other settings, the corpus
     *     was not made with the model's tokenizer, or a value is not finite or too large for F16
     */
    public static ActivationInfo harvest(
            Path dir, LanguageModel model, TokenCorpus corpus, HookPoint hook, HarvestOptions options, JobContext job) {
        CorpusFit.check(model, corpus);
        CacheFiles.Plan plan = plan(model, corpus, hook, options);
        begin(dir, plan);
        job.message("harvesting " + hook);
        List<CacheFiles.Shard> shards = new ArrayList<>();
        ModelBlocks source = new ModelBlocks(model, corpus, hook, 0, corpus.contextCount());
        long started = System.nanoTime();
        long found = 0;
        int context = 0;
        while (context < corpus.contextCount()) {
            int end = shardEnd(corpus, context, options.shardRows());
            long firstRow = corpus.context(context).start();
            long rows = corpus.context(end - 1).end() - firstRow;
            String name = CacheFiles.shardName(shards.size());
            Path file = dir.resolve(name);
            if (isWhole(file, rows, plan)) {
                found += rows;
            } else {
                long counted = found;
                write(file, source, context, end, firstRow, plan, done -> {
                    job.checkCancelled();
                    job.progress(firstRow + done, plan.rows());
                    double seconds = (System.nanoTime() - started) / 1e9;
                    job.metric("tokens/s", (firstRow + done - counted) / Math.max(seconds, 1e-9));
                });
            }
            shards.add(new CacheFiles.Shard(name, firstRow, rows, size(file)));
            context = end;
        }
        return finish(dir, corpus, options, plan, shards, job);
    }

    /**
     * All activations, shuffled, computed as they are needed.
     *
     * @param bufferRows rows of the shuffle buffer; three halves of it are held in native memory
     */
    public static ActivationStream streaming(
            LanguageModel model, TokenCorpus corpus, HookPoint hook, long seed, int bufferRows) {
        return streaming(model, corpus, hook, seed, bufferRows, 0, corpus.contextCount());
    }

    /**
     * The activations of some contexts, shuffled, computed as they are needed. Leaves model and corpus open; close the
     * stream first.
     *
     * @param firstContext number of the first context
     * @param endContext number after the last context
     */
    public static ActivationStream streaming(
            LanguageModel model,
            TokenCorpus corpus,
            HookPoint hook,
            long seed,
            int bufferRows,
            int firstContext,
            int endContext) {
        CorpusFit.check(model, corpus);
        if (firstContext < 0 || endContext > corpus.contextCount() || firstContext >= endContext) {
            throw new BadInputException("There are no contexts " + firstContext + " to " + endContext + " in "
                    + corpus.directory() + ", which has " + corpus.contextCount() + ".");
        }
        return new ShuffledStream(new ModelBlocks(model, corpus, hook, firstContext, endContext), bufferRows, seed);
    }

    private static CacheFiles.Plan plan(
            LanguageModel model, TokenCorpus corpus, HookPoint hook, HarvestOptions options) {
        return new CacheFiles.Plan(
                options.model(),
                model.parameters(),
                options.corpus(),
                corpus.info().sha256(),
                hook.toString(),
                corpus.info().bos(),
                corpus.info().contextLength(),
                corpus.tokenCount(),
                model.config().width(hook),
                options.dtype().name(),
                options.shardRows());
    }

    private static void begin(Path dir, CacheFiles.Plan plan) {
        if (Files.exists(dir.resolve(CacheFiles.MANIFEST))) {
            throw new BadInputException(dir + " already holds a finished harvest; choose another name.");
        }
        Path file = dir.resolve(CacheFiles.PLAN);
        if (!Files.exists(file)) {
            Manifest.write(file, CacheFiles.PLAN_FORMAT, CacheFiles.VERSION, plan);
            return;
        }
        CacheFiles.Plan old = Manifest.read(file, CacheFiles.PLAN_FORMAT, CacheFiles.VERSION, CacheFiles.Plan.class);
        if (!old.equals(plan)) {
            throw new BadInputException(dir + " holds an unfinished harvest with other settings (" + old.hook() + " of "
                    + old.model() + " on " + old.corpus() + ", " + old.dtype()
                    + "); choose another name or delete the folder.");
        }
    }

    private static int shardEnd(TokenCorpus corpus, int first, int shardRows) {
        long start = corpus.context(first).start();
        int end = first + 1;
        while (end < corpus.contextCount() && corpus.context(end).end() - start <= shardRows) {
            end++;
        }
        return end;
    }

    /** Files of ours are written whole or not at all, so one that is there and has the right shape is good. */
    private static boolean isWhole(Path file, long rows, CacheFiles.Plan plan) {
        if (!Files.exists(file)) {
            return false;
        }
        try (SafetensorsFile shard = SafetensorsFile.open(file)) {
            ActivationCache.check(file, shard.info(CacheFiles.TENSOR), rows, plan);
            return true;
        }
    }

    /** Is told how many rows of a file are done. */
    @FunctionalInterface
    private interface Step {
        void rows(long done);
    }

    private static void write(
            Path file, ModelBlocks source, int first, int end, long firstRow, CacheFiles.Plan plan, Step step) {
        DType dtype = DType.valueOf(plan.dtype());
        try (Arena arena = Arena.ofShared()) {
            long rows = source.rowsOf(first, end);
            FloatMatrix all = FloatMatrix.allocate(arena, rows, plan.width());
            for (int context = first; context < end; context += BATCH_CONTEXTS) {
                int batchEnd = Math.min(end, context + BATCH_CONTEXTS);
                long done = source.rowsOf(first, context);
                step.rows(done);
                FloatMatrix part = all.rows(done, source.rowsOf(context, batchEnd));
                source.contexts(context, batchEnd, part);
                if (dtype == DType.F16) {
                    FiniteRows.check(
                            part,
                            LARGEST_HALF,
                            row -> "The activation of corpus position " + (firstRow + done + row),
                            "too large for F16 (65504 at most); harvest as F32");
                }
            }
            SafetensorsWriter.write(
                    file,
                    List.of(TensorData.ofFloats(CacheFiles.TENSOR, dtype, all.data(), rows, plan.width())),
                    Map.of("hook", plan.hook(), "first_row", Long.toString(firstRow)));
            step.rows(rows);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new ResourceException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }

    private static ActivationInfo finish(
            Path dir,
            TokenCorpus corpus,
            HarvestOptions options,
            CacheFiles.Plan plan,
            List<CacheFiles.Shard> shards,
            JobContext job) {
        CacheFiles.Scale none = CacheFiles.Scale.of(InputScale.none(plan.width()));
        ActivationInfo info = CacheFinish.write(
                dir,
                new CacheFiles.Head(options.name(), plan, none, shards, null),
                row -> !corpus.vocabulary().isSpecial(corpus.token(row)),
                options.rule(),
                options.centre(),
                job);
        AtomicFile.deleteQuietly(dir.resolve(CacheFiles.PLAN));
        return info;
    }
}
