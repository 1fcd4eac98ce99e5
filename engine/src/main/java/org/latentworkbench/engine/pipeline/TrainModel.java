package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.LanguageModelTrainer;
import org.latentworkbench.engine.lm.LanguageModelTraining;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Trains a small language model from scratch into a workspace.
 *
 * @param workspace where it goes
 * @param name its name
 * @param training every setting
 * @param device where it is trained
 */
public record TrainModel(Workspace workspace, String name, LanguageModelTraining training, ComputeDevice device)
        implements Job<LanguageModelTrainer.Result> {
    @Override
    public LanguageModelTrainer.Result run(JobContext context) {
        Path target = NewThing.folder(workspace, Section.MODELS, name);
        return LanguageModelTrainer.train(training, device, target, context);
    }
}
