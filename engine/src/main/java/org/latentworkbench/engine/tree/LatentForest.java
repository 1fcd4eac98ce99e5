package org.latentworkbench.engine.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The edges and nodes that remain under some options. It is a directed acyclic graph: a node may have several parents;
 * the best one makes the tree that is drawn. Immutable.
 */
public final class LatentForest {
    private final LatentTree tree;
    private final TreeOptions options;
    private final List<TreeEdge> edges;
    private final int[] parentStart;
    private final List<TreeEdge> byParent;
    private final int[] childStart;
    private final int[] subtree;
    private final int[] roots;
    private final int bestEdges;

    /**
     * @param edges by child, best first
     * @param byParent the same by parent, best first
     */
    LatentForest(LatentTree tree, TreeOptions options, List<TreeEdge> edges, List<TreeEdge> byParent) {
        this.tree = tree;
        this.options = options;
        this.edges = edges;
        this.byParent = byParent;
        int nodes = tree.nodes();
        parentStart = starts(edges.stream().mapToInt(TreeEdge::child), nodes);
        childStart = starts(edges.stream().mapToInt(TreeEdge::parent), nodes);
        subtree = new int[nodes];
        int best = 0;
        // A child's id is above its parent's, so its subtree is complete before it is added.
        for (int node = nodes - 1; node >= 0; node--) {
            if (inDrawing(node)) {
                subtree[node]++;
                if (hasParent(node)) {
                    subtree[edges.get(parentStart[node]).parent()] += subtree[node];
                    best++;
                }
            }
        }
        bestEdges = best;
        roots = IntStream.range(0, nodes)
                .filter(node -> inDrawing(node) && !hasParent(node))
                .boxed()
                .sorted(Comparator.<Integer>comparingInt(
                                node -> tree.level(node).number())
                        .thenComparingInt(node -> -subtree[node])
                        .thenComparingInt(node -> node))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static int[] starts(IntStream keys, int nodes) {
        int[] starts = new int[nodes + 1];
        keys.forEach(key -> starts[key + 1]++);
        Arrays.parallelPrefix(starts, Integer::sum);
        return starts;
    }

    /** The options it was made with. */
    public TreeOptions options() {
        return options;
    }

    /** The tree it was cut from. */
    public LatentTree tree() {
        return tree;
    }

    /** The levels, from the coarsest. */
    public List<TreeLevel> levels() {
        return tree.levels();
    }

    /** Whether a node has a parent or a child. */
    public boolean inDrawing(int node) {
        return hasParent(node) || childStart[node + 1] > childStart[node];
    }

    /** Nodes of a level (1-based) that have a parent or a child, ascending. */
    public int[] nodes(int level) {
        TreeLevel place = levels().get(level - 1);
        return IntStream.range(place.firstNode(), place.firstNode() + place.nodes())
                .filter(this::inDrawing)
                .toArray();
    }

    /** Number of nodes that have a parent or a child. */
    public int size() {
        return roots.length + bestEdges;
    }

    /** Nodes without a parent that have children: by level, larger subtrees first. */
    public int[] roots() {
        return roots.clone();
    }

    /** The parent edge with the largest score. */
    public Optional<TreeEdge> bestParent(int child) {
        return hasParent(child) ? Optional.of(edges.get(parentStart[child])) : Optional.empty();
    }

    /** All parent edges, best first. */
    public List<TreeEdge> parents(int child) {
        return edges.subList(parentStart[child], parentStart[child + 1]);
    }

    /** Edges to the nodes whose best parent this is, best first. */
    public List<TreeEdge> children(int parent) {
        List<TreeEdge> children = new ArrayList<>();
        for (TreeEdge edge : allChildren(parent)) {
            if (isBest(edge)) {
                children.add(edge);
            }
        }
        return children;
    }

    /** Edges to all children, also those drawn under another parent, best first. */
    public List<TreeEdge> allChildren(int parent) {
        return byParent.subList(childStart[parent], childStart[parent + 1]);
    }

    /** Whether an edge is the one its child is drawn under. */
    public boolean isBest(TreeEdge edge) {
        return edges.get(parentStart[edge.child()]).parent() == edge.parent();
    }

    /** All edges, by child, best first. */
    public List<TreeEdge> edges() {
        return edges;
    }

    /** Number of edges beyond the best parent of each child. */
    public int extraParents() {
        return edges.size() - bestEdges;
    }

    /** Number of nodes drawn under a node, itself included; 0 for one that is not in the drawing. */
    public int subtreeSize(int node) {
        return subtree[node];
    }

    /** The nodes from the root to a node along best parents, the node last. */
    public int[] path(int node) {
        List<Integer> path = new ArrayList<>();
        int at = node;
        path.add(at);
        while (hasParent(at)) {
            at = edges.get(parentStart[at]).parent();
            path.add(at);
        }
        Collections.reverse(path);
        return path.stream().mapToInt(Integer::intValue).toArray();
    }

    private boolean hasParent(int node) {
        return parentStart[node + 1] > parentStart[node];
    }
}
