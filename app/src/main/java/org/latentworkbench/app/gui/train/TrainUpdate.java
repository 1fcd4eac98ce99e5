package org.latentworkbench.app.gui.train;

import java.util.List;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Reads what the Train view shows from the files of a workspace.
 *
 * @param reader remembers what it read
 * @param running names of the runs that train now
 */
record TrainUpdate(Workspace workspace, RunReader reader, List<String> running) implements Job<TrainUpdate.Found> {
    TrainUpdate {
        running = List.copyOf(running);
    }

    /** What was found. */
    record Found(List<DataChoice> data, List<RunRow> runs) {}

    @Override
    public Found run(JobContext context) {
        return new Found(DataReader.read(workspace), reader.read(workspace, running));
    }
}
