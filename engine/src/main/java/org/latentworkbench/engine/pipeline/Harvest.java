package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.activation.HarvestOptions;
import org.latentworkbench.engine.activation.Harvester;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.Precision;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Harvests a model's activations on a corpus to disk. One that was stopped goes on when it is asked for again.
 *
 * @param workspace where everything lies
 * @param model name of the model
 * @param corpus name of the corpus
 * @param hook where in the model
 * @param name name of the cache
 * @param halfPrecision whether values are stored as half floats
 * @param device where the model runs
 * @param precision of its dense products
 */
public record Harvest(
        Workspace workspace,
        String model,
        String corpus,
        HookPoint hook,
        String name,
        boolean halfPrecision,
        ComputeDevice device,
        Precision precision)
        implements Job<Harvest.Result> {
    /**
     * What was harvested.
     *
     * @param rows number of activations
     * @param width dimensions of each
     * @param scale the input scale estimated on them
     * @param tokensPerSecond rows per second, reading and writing included
     */
    public record Result(long rows, int width, double scale, double tokensPerSecond) {}

    /** In float32. */
    public Harvest(
            Workspace workspace,
            String model,
            String corpus,
            HookPoint hook,
            String name,
            boolean halfPrecision,
            ComputeDevice device) {
        this(workspace, model, corpus, hook, name, halfPrecision, device, Precision.FLOAT32);
    }

    @Override
    public Result run(JobContext context) {
        workspace.requireWritable();
        Path target = workspace.activationsDir(name);
        if (workspace.has(Section.ACTIVATIONS, name)) {
            throw new BadInputException("There are already activations \"" + name + "\" in the workspace "
                    + workspace.directory() + ". Choose another name.");
        }
        Path modelFolder = workspace.require(Section.MODELS, model);
        Path corpusFolder = workspace.require(Section.CORPORA, corpus);
        var options = HarvestOptions.of(name, model, corpus, halfPrecision ? DType.F16 : DType.F32);
        try (TokenCorpus tokens = TokenCorpus.open(corpusFolder);
                LanguageModel loaded = LanguageModel.load(modelFolder, device, precision)) {
            long begun = System.nanoTime();
            ActivationInfo info = Harvester.harvest(target, loaded, tokens, hook, options, context);
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Result(info.rows(), info.width(), info.scale().scale(), info.rows() / Math.max(seconds, 1e-9));
        }
    }
}
