package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Builds an index in a temporary folder and times it; nothing stays.
 *
 * @param workspace where everything lies
 * @param sae name of the autoencoder
 * @param corpus name of the corpus
 * @param device where the language model runs
 */
public record IndexBench(Workspace workspace, String sae, String corpus, ComputeDevice device)
        implements Job<IndexBench.Result> {
    /**
     * What was measured.
     *
     * @param tokensPerSecond tokens indexed per second, encoding included
     * @param encodeSeconds time spent in the language model and the autoencoder
     * @param totalSeconds the whole
     * @param bytesPerActivation disk bytes per stored activation
     */
    public record Result(
            double tokensPerSecond, double encodeSeconds, double totalSeconds, double bytesPerActivation) {}

    @Override
    public Result run(JobContext context) {
        Path folder;
        try {
            folder = Files.createTempDirectory("latent-workbench-bench");
        } catch (IOException e) {
            throw new ResourceException("Cannot make a temporary folder (" + e.getMessage() + ").", e);
        }
        try (Sae autoencoder = Sae.load(workspace.require(Section.SAES, sae));
                TokenCorpus tokens = TokenCorpus.open(workspace.require(Section.CORPORA, corpus));
                LanguageModel model = LanguageModel.load(
                        workspace.require(Section.MODELS, autoencoder.info().model()), device)) {
            HookPoint hook = HookPoint.parse(autoencoder.info().hook());
            var encoder = new Timed(new ModelEncoder(tokens, model, hook, autoencoder), new LongAdder());
            long begun = System.nanoTime();
            IndexInfo info = IndexBuilder.build(
                    folder.resolve("index"), IndexSource.flat(sae, autoencoder.latents()), tokens, encoder, context);
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Result(info.tokens() / seconds, encoder.nanos().sum() / 1e9, seconds, info.bytesPerActivation());
        } finally {
            AtomicFile.deleteQuietly(folder);
        }
    }

    /** Adds up the time spent encoding. */
    private record Timed(ContextEncoder inner, LongAdder nanos) implements ContextEncoder {
        @Override
        public int latents() {
            return inner.latents();
        }

        @Override
        public int preferredBatch() {
            return inner.preferredBatch();
        }

        @Override
        public SparseRows encode(List<Context> batch) {
            long begun = System.nanoTime();
            SparseRows rows = inner.encode(batch);
            nanos.add(System.nanoTime() - begun);
            return rows;
        }
    }
}
