package org.latentworkbench.app.gui.start;

import java.nio.file.Path;
import java.util.function.Function;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * The demo: where it lies once it was made, and how it is made.
 *
 * @param directory the folder of its workspace
 * @param making the job that makes it in a workspace
 */
public record DemoPlace(Path directory, Function<Workspace, Job<?>> making) {}
