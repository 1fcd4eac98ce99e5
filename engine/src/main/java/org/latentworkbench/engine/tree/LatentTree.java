package org.latentworkbench.engine.tree;

import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.JobContext;

/**
 * All candidate edges between neighbouring levels, so that a forest at any threshold from {@link #LEAST_SCORE} is made at
 * once. A node's id is its latent id in the tree of one autoencoder; across several it counts on through them.
 */
public final class LatentTree {
    /** Edges below this score are not kept. */
    public static final double LEAST_SCORE = 0.3;

    LatentTree() {}

    /** The tree of the prefixes of one autoencoder; written into the index folder. */
    public static LatentTree build(LatentIndex index, JobContext job) {
        throw new UnsupportedOperationException();
    }

    /** The tree across autoencoders of growing width indexed on the same corpus. */
    public static LatentTree across(List<LatentIndex> indexes, JobContext job) {
        throw new UnsupportedOperationException();
    }

    /** Whether a tree lies in an index folder. */
    public static boolean exists(Path indexFolder) {
        throw new UnsupportedOperationException();
    }

    /** Opens the tree that lies in an index's folder. */
    public static LatentTree open(LatentIndex index) {
        throw new UnsupportedOperationException();
    }

    /** The levels, from the coarsest. */
    public List<TreeLevel> levels() {
        throw new UnsupportedOperationException();
    }

    /** The forest that remains under some options. */
    public LatentForest at(TreeOptions options) {
        throw new UnsupportedOperationException();
    }
}
