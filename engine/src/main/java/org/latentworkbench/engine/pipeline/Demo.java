package org.latentworkbench.engine.pipeline;

import java.util.List;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.RankedLatent;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.TrainingResult;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * The whole way once, with what comes with the program: built-in model and stories, a cache, a Matryoshka autoencoder, its
 * index and tree, and some searches. What is there already is used again.
 *
 * @param workspace where everything goes
 * @param settings sizes
 * @param device where the language model runs
 */
public record Demo(Workspace workspace, DemoSettings settings, ComputeDevice device) implements Job<Demo.Result> {
    /**
     * What came out.
     *
     * @param sae name of the autoencoder
     * @param corpus name of the corpus
     * @param seconds time of the whole
     * @param training the end of the training run
     * @param index the index
     * @param treeEdges edges at the default threshold
     * @param branches some branches of the tree
     * @param searches the example searches
     */
    public record Result(
            String sae,
            String corpus,
            double seconds,
            TrainingResult training,
            IndexInfo index,
            int treeEdges,
            List<Branch> branches,
            List<Search> searches) {}

    /**
     * A parent with its children.
     *
     * @param parent the parent
     * @param children its children, best first
     */
    public record Branch(Node parent, List<Node> children) {}

    /**
     * A latent of the tree.
     *
     * @param latent its id
     * @param level 1-based level
     * @param score score of the edge to its parent; 0 for a root
     * @param words its strongest tokens
     */
    public record Node(int latent, int level, double score, List<String> words) {}

    /**
     * An example search.
     *
     * @param name what is searched, in words
     * @param script the token regex
     * @param matches matched tokens
     * @param seconds time
     * @param best the best latents, best first
     * @param words strongest tokens of the best latent
     */
    public record Search(
            String name, String script, long matches, double seconds, List<RankedLatent> best, List<String> words) {}

    @Override
    public Result run(JobContext context) {
        throw new UnsupportedOperationException();
    }
}
