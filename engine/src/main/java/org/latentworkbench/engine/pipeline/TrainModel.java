package org.latentworkbench.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;
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
 * @param text what it is trained on
 * @param training every setting
 * @param resume go on with a training of that name that was stopped
 * @param device where it is trained
 */
public record TrainModel(
        Workspace workspace,
        String name,
        TrainingText text,
        LanguageModelTraining training,
        boolean resume,
        ComputeDevice device)
        implements Job<LanguageModelTrainer.Result> {
    @Override
    public LanguageModelTrainer.Result run(JobContext context) {
        Path target = NewThing.folder(workspace, Section.MODELS, name);
        boolean unfinished = Files.exists(LanguageModelTrainer.workingFolder(target));
        if (unfinished && !resume) {
            throw new BadInputException("There is an unfinished training \"" + name + "\" in the workspace "
                    + workspace.directory() + ". Resume it, or choose another name.");
        }
        if (resume && !unfinished) {
            throw new BadInputException("There is no unfinished training \"" + name + "\" in the workspace "
                    + workspace.directory() + " to go on with.");
        }
        return LanguageModelTrainer.train(training, text.documents(context), device, target, context);
    }
}
