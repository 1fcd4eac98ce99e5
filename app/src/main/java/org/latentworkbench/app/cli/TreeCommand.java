package org.latentworkbench.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.pipeline.OpenedIndex;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeEdge;
import org.latentworkbench.engine.tree.TreeLevel;
import org.latentworkbench.engine.tree.TreeOptions;
import org.latentworkbench.engine.workspace.Label;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** The latent tree. */
@picocli.CommandLine.Command(
        name = "tree",
        description = {
            "Show which latents are special cases of which.",
            "Read are the levels of a matryoshka, or several autoencoders in order of width."
        },
        footer = {"", "Example:", "  workbench tree --sae demo --threshold 0.6"})
final class TreeCommand extends Command {
    private static final int TOP_TOKENS = 6;

    @Option(
            names = "--sae",
            required = true,
            paramLabel = "S",
            description = "The autoencoder; several by repeating it.")
    List<String> saes = List.of();

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The indexed corpus, if there are several.")
    String corpus;

    @Option(
            names = "--threshold",
            paramLabel = "X",
            defaultValue = "0.6",
            description = "Least score of an edge (default: ${DEFAULT-VALUE}).")
    double threshold = 0.6;

    @Option(
            names = "--coverage",
            paramLabel = "X",
            defaultValue = "0",
            description = "Least share of the child's tokens on which the parent fires (default: ${DEFAULT-VALUE}).")
    double coverage;

    @Option(
            names = "--min-density",
            paramLabel = "X",
            defaultValue = "0",
            description = "Least share of tokens on which a latent fires (default: ${DEFAULT-VALUE}).")
    double minDensity;

    TreeCommand(Program program) {
        super(program);
    }

    private record Node(
            int id,
            int level,
            String sae,
            int latent,
            double density,
            @Nullable Integer parent,
            @Nullable Double score,
            String label,
            List<String> topTokens) {}

    private record Result(double threshold, int edgeCount, int extraParents, List<Node> nodes, List<TreeEdge> edges) {}

    @Override
    Answer answer() {
        if (threshold < LatentTree.LEAST_SCORE) {
            throw new BadInputException(
                    "--threshold is " + threshold + "; edges are kept from " + LatentTree.LEAST_SCORE + " on.");
        }
        List<OpenedIndex> opened = new ArrayList<>();
        try (Workspace workspace = existingWorkspace()) {
            try {
                for (String sae : saes) {
                    opened.add(OpenedIndex.open(workspace, sae, optional(corpus)));
                }
                LatentTree tree = tree(opened);
                LatentForest forest = tree.at(TreeOptions.DEFAULT
                        .withThreshold(threshold)
                        .withCoverage(coverage)
                        .withMinDensity(minDensity));
                List<Node> nodes = nodes(forest, opened);
                var result = new Result(threshold, forest.edges().size(), forest.extraParents(), nodes, forest.edges());
                return Answer.of(result, out -> print(result, out));
            } finally {
                opened.forEach(OpenedIndex::close);
            }
        }
    }

    private LatentTree tree(List<OpenedIndex> opened) {
        if (opened.size() > 1) {
            return run(context ->
                    LatentTree.across(opened.stream().map(OpenedIndex::index).toList(), context));
        }
        OpenedIndex only = opened.getFirst();
        if (only.index().info().prefixes().length < 2) {
            throw new BadInputException("The autoencoder \"" + saes.getFirst()
                    + "\" has one level only; name a matryoshka, or several autoencoders with --sae.");
        }
        return LatentTree.exists(only.index().directory())
                ? LatentTree.open(only.index())
                : run(context -> LatentTree.build(only.index(), context));
    }

    private List<Node> nodes(LatentForest forest, List<OpenedIndex> opened) {
        List<Node> nodes = new ArrayList<>();
        for (TreeLevel level : forest.levels()) {
            OpenedIndex source = opened.get(level.source());
            LatentStatistics statistics = source.index().statistics();
            for (int id : forest.nodes(level.number())) {
                int latent = level.latent(id);
                Optional<TreeEdge> parent = forest.bestParent(id);
                nodes.add(new Node(
                        id,
                        level.number(),
                        saes.get(level.source()),
                        latent,
                        statistics.density(latent),
                        parent.map(TreeEdge::parent).orElse(null),
                        parent.map(TreeEdge::score).orElse(null),
                        source.labels().label(latent).orElse(Label.NONE).label(),
                        source.topTokens(latent, TOP_TOKENS)));
            }
        }
        return nodes;
    }

    private static void print(Result result, PrintStream out) {
        out.println(Texts.count(result.edgeCount()) + " edges with a score of at least "
                + Texts.number(result.threshold()) + ", " + Texts.count(result.extraParents())
                + " of them to further parents");
        result.nodes().stream().filter(node -> node.parent() == null).forEach(root -> print(result, root, 0, out));
    }

    private static void print(Result result, Node node, int depth, PrintStream out) {
        Double score = node.score();
        out.println("  ".repeat(depth) + node.id() + (score == null ? "" : "  " + Texts.fixed(score, 2))
                + (node.label().isEmpty() ? "" : "  " + node.label()) + "  " + Texts.tokens(node.topTokens()));
        result.nodes().stream()
                .filter(child -> child.parent() != null && child.parent() == node.id())
                .forEach(child -> print(result, child, depth + 1, out));
    }
}
