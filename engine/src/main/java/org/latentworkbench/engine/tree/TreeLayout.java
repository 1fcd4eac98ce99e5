package org.latentworkbench.engine.tree;

import java.util.ArrayList;
import java.util.List;

/**
 * A tidy drawing of a forest, without a toolkit: one column per level, y from 0 (top) to 1. Every node without drawn
 * children gets a row of its own in the order of a walk through the forest, a parent stands in the middle of its
 * children; so best-parent edges of two columns never cross and subtrees do not overlap.
 *
 * @param nodes drawn nodes in the order of the walk
 * @param edges best-parent edges first, then the further ones
 * @param rows number of rows, for the height below which nodes touch
 */
public record TreeLayout(List<Node> nodes, List<Edge> edges, int rows) {
    /** Radius of a latent that hardly fires, in pixels. */
    public static final double LEAST_RADIUS = 1.2;

    /** Radius of a latent that fires on {@link #LARGEST_DENSITY} of the tokens or more. */
    public static final double LARGEST_RADIUS = 7;

    /** Density of the largest radius; fixed, so that nodes keep their size while sliders move. */
    public static final double LARGEST_DENSITY = 0.2;

    /** Width of an edge with {@link LatentTree#LEAST_SCORE}, in pixels. */
    public static final double LEAST_WIDTH = 0.4;

    /** Width of an edge with a score of 1 or more. */
    public static final double LARGEST_WIDTH = 2.8;

    /**
     * A node in its place.
     *
     * @param id node id
     * @param level 1-based column
     * @param y in [0, 1]
     * @param radius in pixels, by √density
     */
    public record Node(int id, int level, double y, double radius) {}

    /**
     * An edge with its width.
     *
     * @param edge what it stands for
     * @param width in pixels, by score
     * @param best whether it is the child's best parent
     */
    public record Edge(TreeEdge edge, double width, boolean best) {}

    /** Lays out a forest in O(nodes + edges). */
    public static TreeLayout of(LatentForest forest) {
        return new Walk(forest).layout();
    }

    /** Radius of a node by its density. */
    public static double radius(double density) {
        return LEAST_RADIUS + (LARGEST_RADIUS - LEAST_RADIUS) * Math.sqrt(Math.clamp(density / LARGEST_DENSITY, 0, 1));
    }

    /** Width of an edge by its score. */
    public static double width(double score) {
        double share = (score - LatentTree.LEAST_SCORE) / (1 - LatentTree.LEAST_SCORE);
        return LEAST_WIDTH + (LARGEST_WIDTH - LEAST_WIDTH) * Math.clamp(share, 0, 1);
    }

    /** Depth-first through the best parents; the depth is the number of levels, so it may recurse. */
    private static final class Walk {
        private final LatentForest forest;
        private final List<Node> nodes = new ArrayList<>();
        private int rows;

        Walk(LatentForest forest) {
            this.forest = forest;
        }

        TreeLayout layout() {
            for (int root : forest.roots()) {
                place(root, forest.tree().level(root).number());
            }
            double last = Math.max(1, rows - 1);
            nodes.replaceAll(node -> new Node(node.id, node.level, node.y / last, node.radius));
            List<Edge> edges = new ArrayList<>(forest.edges().size());
            for (boolean best : new boolean[] {true, false}) {
                for (TreeEdge edge : forest.edges()) {
                    if (forest.isBest(edge) == best) {
                        edges.add(new Edge(edge, width(edge.score()), best));
                    }
                }
            }
            return new TreeLayout(List.copyOf(nodes), List.copyOf(edges), rows);
        }

        /** Places a subtree and returns the row of its root. */
        private double place(int node, int level) {
            int slot = nodes.size();
            double radius = radius(forest.tree().density(node));
            nodes.add(new Node(node, level, 0, radius));
            List<TreeEdge> children = forest.children(node);
            double row;
            if (children.isEmpty()) {
                row = rows++;
            } else {
                double first = 0;
                double last = 0;
                for (int i = 0; i < children.size(); i++) {
                    last = place(children.get(i).child(), level + 1);
                    first = i == 0 ? last : first;
                }
                row = (first + last) / 2;
            }
            nodes.set(slot, new Node(node, level, row, radius));
            return row;
        }
    }
}
