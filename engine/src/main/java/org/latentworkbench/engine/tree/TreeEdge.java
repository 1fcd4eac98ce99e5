package org.latentworkbench.engine.tree;

/**
 * A parent A and a child B with the measures of their relation over all tokens.
 *
 * @param parent node id of the parent, on the level before the child's
 * @param child node id of the child
 * @param score directed masked cosine d(A→B) = cosine · ratio (Nabeshima; ICML Matryoshka paper, App. F); may exceed 1
 * @param cosine Σ_{b&gt;0} ab / (√Σ_{b&gt;0} a² · √Σ_{b&gt;0} b²), in [0, 1]
 * @param ratio max b / max a
 * @param coverage P(parent fires | child fires)
 * @param joint tokens on which both fire
 * @param lift N·joint / (n_parent·n_child)
 */
public record TreeEdge(
        int parent, int child, double score, double cosine, double ratio, double coverage, long joint, double lift) {
    /** Puts together what follows from the counts. */
    static TreeEdge of(
            int parent,
            int child,
            double cosine,
            double ratio,
            long joint,
            long parentCount,
            long childCount,
            long tokens) {
        return new TreeEdge(
                parent,
                child,
                cosine * ratio,
                cosine,
                ratio,
                (double) joint / childCount,
                joint,
                (double) tokens * joint / ((double) parentCount * childCount));
    }
}
