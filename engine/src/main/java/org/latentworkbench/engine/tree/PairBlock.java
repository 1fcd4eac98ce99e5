package org.latentworkbench.engine.tree;

import org.latentworkbench.engine.index.ContextRows;

/**
 * Sums over tokens for all pairs of a level's parents and a run of the next level's children; only pairs that are
 * active on a token are touched. 20 bytes per pair.
 */
final class PairBlock {
    static final int BYTES_PER_PAIR = 2 * Double.BYTES + Integer.BYTES;

    private final TreeLevel parents;
    private final TreeLevel children;
    private final int firstChild;
    private final int endChild;
    private final double[] products;
    private final double[] parentSquares;
    private final int[] joint;

    /**
     * @param firstChild first child latent of the run
     * @param endChild child latent after the last
     */
    PairBlock(TreeLevel parents, TreeLevel children, int firstChild, int endChild) {
        this.parents = parents;
        this.children = children;
        this.firstChild = firstChild;
        this.endChild = endChild;
        int pairs = Math.multiplyExact(parents.nodes(), endChild - firstChild);
        products = new double[pairs];
        parentSquares = new double[pairs];
        joint = new int[pairs];
    }

    TreeLevel parents() {
        return parents;
    }

    TreeLevel children() {
        return children;
    }

    int firstChild() {
        return firstChild;
    }

    int endChild() {
        return endChild;
    }

    /** Adds tokens: the same rows of the parents' and the children's autoencoder, which may be one. */
    void add(ContextRows parentRows, ContextRows childRows) {
        for (int row = 0; row < parentRows.rows(); row++) {
            add(parentRows, childRows, row);
        }
    }

    private void add(ContextRows parentRows, ContextRows childRows, int row) {
        int parentFrom = parentRows.firstAtLeast(row, parents.firstLatent());
        int parentTo = parentRows.firstAtLeast(row, parents.firstLatent() + parents.nodes());
        if (parentFrom == parentTo) {
            return;
        }
        int childTo = childRows.firstAtLeast(row, endChild);
        for (int c = childRows.firstAtLeast(row, firstChild); c < childTo; c++) {
            int base = (childRows.latent(c) - firstChild) * parents.nodes() - parents.firstLatent();
            double b = childRows.value(c);
            for (int p = parentFrom; p < parentTo; p++) {
                int pair = base + parentRows.latent(p);
                double a = parentRows.value(p);
                products[pair] += a * b;
                parentSquares[pair] += a * a;
                joint[pair]++;
            }
        }
    }

    /** Number of tokens on which both fire. */
    int joint(int parent, int child) {
        return joint[pair(parent, child)];
    }

    /**
     * The masked cosine Σ_{b&gt;0} ab / (√Σ_{b&gt;0} a² · √Σ_{b&gt;0} b²).
     *
     * @param childSquares Σb² of the child over all tokens
     */
    double cosine(int parent, int child, double childSquares) {
        int pair = pair(parent, child);
        double norms = Math.sqrt(parentSquares[pair]) * Math.sqrt(childSquares);
        return norms == 0 ? 0 : products[pair] / norms;
    }

    private int pair(int parent, int child) {
        return (child - firstChild) * parents.nodes() + parent - parents.firstLatent();
    }
}
