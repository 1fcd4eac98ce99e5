package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentNote;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeOptions;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Indexes what an autoencoder does on a corpus, and the tree of its prefixes if it has several. A build that was stopped goes
 * on; an index of a corpus that has grown is extended by the new documents; one that is complete is left as it is.
 *
 * @param workspace where everything lies
 * @param sae name of the autoencoder
 * @param corpus name of the corpus
 * @param activations a cache of the corpus whose rows are encoded instead of running the model
 * @param device where the language model runs
 * @param anew whether to build it from the beginning, whatever is there
 */
public record BuildIndex(
        Workspace workspace,
        String sae,
        String corpus,
        Optional<String> activations,
        ComputeDevice device,
        boolean anew)
        implements Job<BuildIndex.Result> {
    private static final double TREE_SHARE = 0.05;

    /** With the model, or with activations from elsewhere if it is not in the workspace; uses what is indexed already. */
    public BuildIndex(Workspace workspace, String sae, String corpus, ComputeDevice device) {
        this(workspace, sae, corpus, Optional.empty(), device, false);
    }

    /**
     * What was built.
     *
     * @param info the index
     * @param treeEdges edges of the latent tree at the default threshold; 0 without levels
     */
    public record Result(IndexInfo info, int treeEdges) {}

    @Override
    public Result run(JobContext context) {
        workspace.requireWritable();
        Path target = workspace.indexDir(sae, corpus);
        try (IndexInputs inputs = IndexInputs.open(workspace, sae, corpus, activations, device)) {
            boolean levels = inputs.source().prefixes().length > 1;
            JobContext indexing = context.part("indexing", levels ? 1 - TREE_SHARE : 1);
            if (anew) {
                IndexBuilder.build(target, inputs.source(), inputs.corpus(), inputs.encoder(), indexing);
            } else {
                IndexBuilder.update(target, inputs.source(), inputs.corpus(), inputs.encoder(), indexing);
            }
            return finish(workspace, sae, target, inputs.corpus(), context.part("building the tree", TREE_SHARE));
        }
    }

    /** Puts beside a finished index what is made of it. */
    static Result finish(Workspace workspace, String sae, Path target, TokenCorpus corpus, JobContext context) {
        try (LatentIndex index = LatentIndex.open(target, corpus)) {
            index.putNotes(notes(workspace, sae, index.info().latents()));
            boolean levels = index.info().prefixes().length > 1;
            return new Result(
                    index.info(),
                    levels
                            ? LatentTree.openOrBuild(index, context)
                                    .at(TreeOptions.DEFAULT)
                                    .edges()
                                    .size()
                            : 0);
        }
    }

    /** What was said about the latents before stays searchable in the new index. */
    private static List<LatentNote> notes(Workspace workspace, String sae, int latents) {
        return workspace.labels(sae).all().headMap(latents).entrySet().stream()
                .map(entry -> new LatentNote(
                        entry.getKey(),
                        entry.getValue().label(),
                        entry.getValue().note()))
                .toList();
    }
}
