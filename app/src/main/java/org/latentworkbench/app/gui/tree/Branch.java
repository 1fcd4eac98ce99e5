package org.latentworkbench.app.gui.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.TreeEdge;

/**
 * The part of a forest that is drawn large: the way to a focus, the focus, and below it as many descendants as there is room for,
 * the strongest first and those on the way to the selected node always.
 *
 * @param nodes each with its row
 * @param edges best-parent edges between them
 * @param further further parents among them
 * @param more nodes of which not all children are shown
 * @param rows number of rows
 * @param path nodes from the root to the selected one
 */
record Branch(
        List<Node> nodes,
        List<TreeEdge> edges,
        List<TreeEdge> further,
        List<More> more,
        double rows,
        Set<Integer> path) {
    /**
     * A node of the branch.
     *
     * @param id node id
     * @param level 1-based column
     * @param row its row; not whole for a node over several children
     */
    record Node(int id, int level, double row) {}

    /**
     * Children that there was no room for.
     *
     * @param parent node id
     * @param count how many
     * @param level their column
     * @param row the row under the last child that is shown
     */
    record More(int parent, int count, int level, double row) {}

    static final Branch NONE = new Branch(List.of(), List.of(), List.of(), List.of(), 0, Set.of());

    /**
     * The branch around a focus.
     *
     * @param focus the node whose descendants are shown
     * @param selected a node at or below the focus, always shown
     * @param room number of rows there is room for, at least 1
     */
    static Branch of(LatentForest forest, int focus, int selected, int room) {
        if (!forest.inDrawing(focus)) {
            return NONE;
        }
        Branch branch = withLeaves(forest, focus, selected, room);
        // Rows that say how many more there are need room as well.
        for (int leaves = room - 1; leaves > 0 && branch.rows > room; leaves--) {
            branch = withLeaves(forest, focus, selected, leaves);
        }
        return branch;
    }

    private static Branch withLeaves(LatentForest forest, int focus, int selected, int leaves) {
        Set<Integer> shown = new HashSet<>();
        for (int node : forest.path(focus)) {
            shown.add(node);
        }
        Set<Integer> path = new HashSet<>();
        if (forest.inDrawing(selected)) {
            for (int node : forest.path(selected)) {
                path.add(node);
                shown.add(node);
            }
        }
        grow(forest, focus, shown, path, leaves);
        return new Placing(forest, focus, shown, path).place(forest.path(focus)[0]);
    }

    /** Adds descendants of the focus, strongest edges of upper levels first, while their leaves fit. */
    private static void grow(LatentForest forest, int focus, Set<Integer> shown, Set<Integer> path, int room) {
        Comparator<TreeEdge> order = Comparator.<TreeEdge>comparingInt(edge -> path.contains(edge.parent()) ? 0 : 1)
                .thenComparingInt(edge -> forest.tree().level(edge.child()).number())
                .thenComparing(Comparator.comparingDouble(TreeEdge::score).reversed());
        PriorityQueue<TreeEdge> waiting = new PriorityQueue<>(order);
        Map<Integer, Integer> children = new HashMap<>();
        for (int node : shown) {
            forest.bestParent(node).ifPresent(edge -> children.merge(edge.parent(), 1, Integer::sum));
        }
        waiting.addAll(forest.children(focus));
        int leaves = 1;
        while (!waiting.isEmpty()) {
            TreeEdge edge = waiting.remove();
            if (!shown.contains(edge.child())) {
                boolean opensRow = children.getOrDefault(edge.parent(), 0) > 0;
                if (opensRow && leaves >= room) {
                    continue;
                }
                leaves += opensRow ? 1 : 0;
                children.merge(edge.parent(), 1, Integer::sum);
                shown.add(edge.child());
            }
            waiting.addAll(forest.children(edge.child()));
        }
    }

    /** Gives every shown node its row. */
    private static final class Placing {
        private final LatentForest forest;
        private final int focusLevel;
        private final Set<Integer> shown;
        private final Set<Integer> path;
        private final List<Node> nodes = new ArrayList<>();
        private final List<TreeEdge> edges = new ArrayList<>();
        private final List<More> more = new ArrayList<>();
        private int rows;

        Placing(LatentForest forest, int focus, Set<Integer> shown, Set<Integer> path) {
            this.forest = forest;
            this.focusLevel = forest.tree().level(focus).number();
            this.shown = shown;
            this.path = path;
        }

        Branch place(int root) {
            put(root);
            List<TreeEdge> further = new ArrayList<>();
            for (int node : shown) {
                for (TreeEdge edge : forest.parents(node)) {
                    if (shown.contains(edge.parent()) && !forest.isBest(edge)) {
                        further.add(edge);
                    }
                }
            }
            return new Branch(
                    List.copyOf(nodes),
                    List.copyOf(edges),
                    List.copyOf(further),
                    List.copyOf(more),
                    rows,
                    Set.copyOf(path));
        }

        private boolean belowFocus(int node) {
            return forest.tree().level(node).number() >= focusLevel;
        }

        private double put(int node) {
            int slot = nodes.size();
            int level = forest.tree().level(node).number();
            nodes.add(new Node(node, level, 0));
            double first = Double.NaN;
            double last = 0;
            int hidden = 0;
            for (TreeEdge edge : forest.children(node)) {
                if (shown.contains(edge.child())) {
                    edges.add(edge);
                    last = put(edge.child());
                    first = Double.isNaN(first) ? last : first;
                } else {
                    hidden++;
                }
            }
            // Above the way to the focus brothers are left out on purpose; they are in the outline.
            if (hidden > 0 && !Double.isNaN(first) && belowFocus(node)) {
                more.add(new More(node, hidden, level + 1, rows++));
            }
            double row = Double.isNaN(first) ? rows++ : (first + last) / 2;
            nodes.set(slot, new Node(node, level, row));
            return row;
        }
    }
}
