package org.latentworkbench.engine.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.TreeEdge;
import org.latentworkbench.engine.tree.TreeLevel;

/** Some branches of a latent tree that are worth showing: narrow parents with several children. */
final class DemoBranches {
    private static final int BRANCHES = 3;
    private static final int CHILDREN = 4;
    private static final int WORDS = 6;
    private static final int FEW = 2;
    private static final double NARROW = 0.15;

    private DemoBranches() {}

    static List<Demo.Branch> of(OpenedIndex opened, LatentForest forest) {
        List<Integer> parents = new ArrayList<>();
        for (TreeLevel level : forest.levels()) {
            for (int node : forest.nodes(level.number())) {
                if (!forest.children(node).isEmpty()) {
                    parents.add(node);
                }
            }
        }
        parents.sort(Comparator.comparing((Integer parent) -> isPlain(opened, forest, parent))
                .reversed()
                .thenComparing(Comparator.comparingDouble((Integer parent) -> clarity(forest, parent))
                        .reversed()));
        List<Demo.Branch> branches = new ArrayList<>();
        Set<Integer> shown = new HashSet<>();
        for (int parent : parents) {
            if (branches.size() < BRANCHES && shown.add(parent)) {
                List<TreeEdge> children =
                        forest.children(parent).stream().limit(CHILDREN).toList();
                children.forEach(edge -> shown.add(edge.child()));
                branches.add(new Demo.Branch(
                        node(opened, parent, 0),
                        children.stream()
                                .map(edge -> node(opened, edge.child(), edge.score()))
                                .toList()));
            }
        }
        return branches;
    }

    private static boolean isPlain(OpenedIndex opened, LatentForest forest, int parent) {
        return opened.index().statistics().density(parent) <= NARROW
                && forest.children(parent).size() >= FEW;
    }

    // A child belongs to its parent when the parent fires wherever it does and as strongly as it does.
    private static double clarity(LatentForest forest, int parent) {
        return forest.children(parent).stream()
                .limit(CHILDREN)
                .mapToDouble(edge -> edge.coverage() * edge.cosine())
                .average()
                .orElse(0);
    }

    private static Demo.Node node(OpenedIndex opened, int latent, double score) {
        return new Demo.Node(latent, opened.index().statistics().level(latent), score, opened.topTokens(latent, WORDS));
    }
}
