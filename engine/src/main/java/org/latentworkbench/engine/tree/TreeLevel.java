package org.latentworkbench.engine.tree;

/**
 * One level of a tree: a run of node ids.
 *
 * @param number 1-based
 * @param name for example {@code "level 2"} or the name of an autoencoder
 * @param source number of the index the latents are of, 0 in the tree of one autoencoder
 * @param firstNode id of the first node
 * @param nodes number of nodes
 * @param firstLatent latent id of the first node in its index
 */
public record TreeLevel(int number, String name, int source, int firstNode, int nodes, int firstLatent) {
    /** Whether a node is of this level. */
    public boolean holds(int node) {
        return node >= firstNode && node < firstNode + nodes;
    }

    /** The latent id of a node in its index. */
    public int latent(int node) {
        return node - firstNode + firstLatent;
    }
}
