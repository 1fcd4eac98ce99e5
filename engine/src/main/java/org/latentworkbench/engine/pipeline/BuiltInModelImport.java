package org.latentworkbench.engine.pipeline;

import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.BuiltInModel;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Puts the model that comes with the program into a workspace, unless it is there; gives its name.
 *
 * @param workspace where it goes
 */
public record BuiltInModelImport(Workspace workspace) implements Job<String> {
    @Override
    public String run(JobContext context) {
        if (!workspace.has(Section.MODELS, BuiltInModel.NAME)) {
            context.message("copying the built-in model");
            AtomicFile.directory(NewThing.folder(workspace, Section.MODELS, BuiltInModel.NAME), BuiltInModel::copyTo);
        }
        return BuiltInModel.NAME;
    }
}
