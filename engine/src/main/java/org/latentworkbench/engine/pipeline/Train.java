package org.latentworkbench.engine.pipeline;

import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.training.TrainingResult;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Trains an autoencoder.
 *
 * @param workspace where everything lies
 * @param name name of the autoencoder
 * @param source where the activations come from
 * @param config every setting
 * @param resume go on with a run that was stopped
 * @param device where the language model runs when activations are streamed
 */
public record Train(
        Workspace workspace,
        String name,
        ActivationSource source,
        TrainingConfig config,
        boolean resume,
        ComputeDevice device)
        implements Job<TrainingResult> {
    @Override
    public TrainingResult run(JobContext context) {
        throw new UnsupportedOperationException();
    }
}
