package org.latentworkbench.engine.pipeline;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.search.RankedLatent;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.training.TrainingResult;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeOptions;
import org.latentworkbench.engine.workspace.Section;
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
    // Shares of the whole time, as measured on two cores.
    private static final double SHARE_MODEL = 0.01;
    private static final double SHARE_STORIES = 0.05;
    private static final double SHARE_HARVEST = 0.14;
    private static final double SHARE_TRAINING = 0.55;
    private static final double SHARE_INDEX = 0.22;
    private static final double SHARE_SEARCH = 0.03;

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
        long begun = System.nanoTime();
        String name = settings.name();
        HookPoint hook = HookPoint.parse(settings.hook());
        String model = new BuiltInModelImport(workspace).run(context.part("copying the built-in model", SHARE_MODEL));
        if (!workspace.has(Section.CORPORA, name)) {
            new StoryCorpus(workspace, model, name, settings.stories(), settings.contextLength(), settings.seed())
                    .run(context.part("telling stories", SHARE_STORIES));
        }
        if (!workspace.has(Section.ACTIVATIONS, name)) {
            new Harvest(workspace, model, name, hook, name, true, device)
                    .run(context.part("harvesting", SHARE_HARVEST));
        }
        TrainingResult training = train(name, context);
        IndexInfo index = index(name, context);
        JobContext looking = context.part("searching", SHARE_SEARCH);
        try (OpenedIndex opened = OpenedIndex.open(workspace, name, Optional.of(name))) {
            LatentForest forest = LatentTree.open(opened.index()).at(TreeOptions.DEFAULT);
            List<Branch> branches = DemoBranches.of(opened, forest);
            List<Search> searches = DemoSearches.run(opened, looking);
            return new Result(
                    name,
                    name,
                    (System.nanoTime() - begun) / 1e9,
                    training,
                    index,
                    forest.edges().size(),
                    branches,
                    searches);
        }
    }

    private TrainingResult train(String name, JobContext context) {
        if (FinishedRun.isIn(workspace.saeDir(name))) {
            return FinishedRun.read(workspace.saeDir(name));
        }
        TrainingConfig usual = TrainingConfig.defaults(
                new SaeKind.Matryoshka(settings.k(), settings.prefixes()),
                settings.width(),
                settings.batch(),
                settings.steps(),
                settings.seed());
        TrainingConfig config = usual.withLearningRate(settings.learningRate());
        boolean resume = Files.exists(workspace.saeDir(name).resolve("run.json"));
        return new Train(workspace, name, new ActivationSource.Cache(name), config, resume, device)
                .run(context.part("training", SHARE_TRAINING));
    }

    private IndexInfo index(String name, JobContext context) {
        if (workspace.has(Section.INDEXES, name + "--" + name)) {
            try (OpenedIndex opened = OpenedIndex.open(workspace, name, Optional.of(name))) {
                if (LatentTree.exists(opened.index().directory())) {
                    return opened.index().info();
                }
            }
        }
        return new BuildIndex(workspace, name, name, device)
                .run(context.part("indexing", SHARE_INDEX))
                .info();
    }
}
