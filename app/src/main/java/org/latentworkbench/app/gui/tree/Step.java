package org.latentworkbench.app.gui.tree;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.TreeEdge;

/** Ways from a node to its neighbours in the tree. */
enum Step {
    PARENT,
    CHILD,
    NEXT,
    PREVIOUS;

    Optional<Integer> from(TreePicture picture, int node) {
        LatentForest forest = picture.forest();
        return switch (this) {
            case PARENT -> forest.bestParent(node).map(TreeEdge::parent);
            case CHILD -> forest.children(node).stream().findFirst().map(TreeEdge::child);
            case NEXT -> sibling(forest, node, 1);
            case PREVIOUS -> sibling(forest, node, -1);
        };
    }

    private static Optional<Integer> sibling(LatentForest forest, int node, int by) {
        List<Integer> siblings = forest.bestParent(node)
                .map(edge -> forest.children(edge.parent()).stream()
                        .map(TreeEdge::child)
                        .toList())
                .orElseGet(() -> IntStream.of(forest.roots()).boxed().toList());
        int at = siblings.indexOf(node) + by;
        return at >= 0 && at < siblings.size() ? Optional.of(siblings.get(at)) : Optional.empty();
    }
}
