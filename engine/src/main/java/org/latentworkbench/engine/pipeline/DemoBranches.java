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
    private static final double NARROW = 0.1;

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
        parents.sort(Comparator.comparing(
                        (Integer parent) -> opened.index().statistics().density(parent) > NARROW)
                .thenComparing(Comparator.comparingInt((Integer parent) ->
                                Math.min(CHILDREN, forest.children(parent).size()))
                        .reversed())
                .thenComparing(Comparator.comparingDouble((Integer parent) ->
                                forest.children(parent).getFirst().score())
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

    private static Demo.Node node(OpenedIndex opened, int latent, double score) {
        return new Demo.Node(latent, opened.index().statistics().level(latent), score, opened.topTokens(latent, WORDS));
    }
}
