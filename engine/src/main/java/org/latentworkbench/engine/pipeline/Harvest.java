package org.latentworkbench.engine.pipeline;

import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Harvests a model's activations on a corpus to disk.
 *
 * @param workspace where everything lies
 * @param model name of the model
 * @param corpus name of the corpus
 * @param hook where in the model
 * @param name name of the cache
 * @param halfPrecision whether values are stored as half floats
 * @param device where the model runs
 */
public record Harvest(
        Workspace workspace,
        String model,
        String corpus,
        HookPoint hook,
        String name,
        boolean halfPrecision,
        ComputeDevice device)
        implements Job<Harvest.Result> {
    /**
     * What was harvested.
     *
     * @param rows number of activations
     * @param width dimensions of each
     * @param scale the input scale estimated on them
     * @param tokensPerSecond rows per second
     */
    public record Result(long rows, int width, double scale, double tokensPerSecond) {}

    @Override
    public Result run(JobContext context) {
        throw new UnsupportedOperationException();
    }
}
