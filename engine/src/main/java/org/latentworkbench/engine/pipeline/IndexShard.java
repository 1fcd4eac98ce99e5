package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Builds one of several parts of an index in a folder of its own, so that several processes or machines can share the work;
 * {@link MergeIndex} joins them. The workspace is only read.
 *
 * @param workspace where autoencoder, model and corpus lie
 * @param sae name of the autoencoder
 * @param corpus name of the corpus
 * @param number which part, from 1
 * @param of how many parts there are
 * @param out the folder of the shard, replaced if it is there
 * @param device where the language model runs
 */
public record IndexShard(
        Workspace workspace, String sae, String corpus, int number, int of, Path out, ComputeDevice device)
        implements Job<IndexShard.Result> {
    /**
     * What was built.
     *
     * @param firstContext the first context of the shard
     * @param endContext the context after its last
     */
    public record Result(int firstContext, int endContext) {}

    /** Checks the numbers. */
    public IndexShard {
        if (of < 1 || number < 1 || number > of) {
            throw new BadInputException("There is no shard " + number + "/" + of + "; shards count from 1/N to N/N.");
        }
    }

    @Override
    public Result run(JobContext context) {
        try (IndexInputs inputs = IndexInputs.open(workspace, sae, corpus, Optional.empty(), device)) {
            long contexts = inputs.corpus().contextCount();
            int first = (int) (contexts * (number - 1) / of);
            int end = (int) (contexts * number / of);
            IndexBuilder.buildShard(out, inputs.source(), inputs.corpus(), inputs.encoder(), first, end, context);
            return new Result(first, end);
        }
    }
}
