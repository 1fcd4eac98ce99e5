package org.latentworkbench.engine.tree;

import java.util.List;
import java.util.Optional;

/** The edges and nodes that remain under some options. A node may have several parents; the best one makes the tree. Immutable. */
public final class LatentForest {
    LatentForest() {}

    /** The options it was made with. */
    public TreeOptions options() {
        throw new UnsupportedOperationException();
    }

    public List<TreeLevel> levels() {
        throw new UnsupportedOperationException();
    }

    /** Nodes of a level (1-based) that are in the drawing: those with a parent or a child, ascending. */
    public int[] nodes(int level) {
        throw new UnsupportedOperationException();
    }

    /** Nodes without a parent that have children, by level, then by subtree size. */
    public int[] roots() {
        throw new UnsupportedOperationException();
    }

    /** The parent edge with the largest score. */
    public Optional<TreeEdge> bestParent(int child) {
        throw new UnsupportedOperationException();
    }

    /** All parent edges, best first. */
    public List<TreeEdge> parents(int child) {
        throw new UnsupportedOperationException();
    }

    /** Edges to the nodes whose best parent this is, best first. */
    public List<TreeEdge> children(int parent) {
        throw new UnsupportedOperationException();
    }

    /** Edges to all children, also those drawn under another parent, best first. */
    public List<TreeEdge> allChildren(int parent) {
        throw new UnsupportedOperationException();
    }

    /** All edges, by child, best first. */
    public List<TreeEdge> edges() {
        throw new UnsupportedOperationException();
    }

    /** Number of edges beyond the best parent of each child. */
    public int extraParents() {
        throw new UnsupportedOperationException();
    }

    /** Number of nodes in the drawing. */
    public int size() {
        throw new UnsupportedOperationException();
    }
}
