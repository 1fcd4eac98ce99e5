package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Joins shards made by {@link IndexShard} to an index, as if it had been built at once.
 *
 * @param workspace where autoencoder, model and corpus lie and the index goes
 * @param sae name of the autoencoder
 * @param corpus name of the corpus
 * @param shards all shards, in any order
 */
public record MergeIndex(Workspace workspace, String sae, String corpus, List<Path> shards)
        implements Job<BuildIndex.Result> {
    private static final double MERGING = 0.8;

    /** Copies the list. */
    public MergeIndex {
        shards = List.copyOf(shards);
    }

    @Override
    public BuildIndex.Result run(JobContext context) {
        workspace.requireWritable();
        Path target = workspace.indexDir(sae, corpus);
        try (IndexInputs inputs = IndexInputs.open(workspace, sae, corpus, Optional.empty(), ComputeDevice.CPU)) {
            IndexBuilder.merge(target, inputs.source(), inputs.corpus(), shards, context.part("merging", MERGING));
            return BuildIndex.finish(
                    workspace, sae, target, inputs.corpus(), context.part("building the tree", 1 - MERGING));
        }
    }
}
