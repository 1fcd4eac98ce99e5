package org.latentworkbench.engine.tree;

import java.util.List;

/**
 * A tidy drawing of a forest, without a toolkit: one column per level, y from 0 (top) to 1.
 *
 * @param nodes drawn nodes in drawing order
 * @param edges best-parent edges first, then the further ones
 */
public record TreeLayout(List<Node> nodes, List<Edge> edges) {

    /**
     * @param id node id
     * @param level 1-based column
     * @param y in [0, 1]
     * @param radius in pixels, 1.2 to 7 by √density
     */
    public record Node(int id, int level, double y, double radius) {}

    /**
     * @param edge what it stands for
     * @param width in pixels, 0.4 to 2.8 by score
     * @param best whether it is the child's best parent
     */
    public record Edge(TreeEdge edge, double width, boolean best) {}

    /** Lays out a forest in O(nodes + edges). */
    public static TreeLayout of(LatentForest forest) {
        throw new UnsupportedOperationException();
    }
}
