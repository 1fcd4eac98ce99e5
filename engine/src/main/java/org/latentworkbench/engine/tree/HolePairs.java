package org.latentworkbench.engine.tree;

import java.util.List;
import java.util.OptionalDouble;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;

/**
 * A parent and a child on the same tokens. A <em>hole</em> is a token on which the child fires and the parent is silent.
 *
 * @param parent latent id in the parent's index
 * @param child latent id in the child's index
 * @param both tokens on which both fire
 * @param holes tokens on which only the child fires
 * @param parentOnly tokens on which only the parent fires
 * @param coverage P(parent | child), 0 if the child is dead
 * @param lift N·both/(n_parent·n_child), 0 if one is dead
 * @param decoderCosine cosine of the decoder rows, where both are known and of one autoencoder
 * @param bothContexts contexts for {@code both}, peak on such a token, strongest child first
 * @param holeContexts contexts for {@code holes}
 * @param parentOnlyContexts contexts for {@code parentOnly}, strongest parent first
 * @param sample value pairs of a uniform sample of tokens on which either fires
 */
public record HolePairs(
        int parent,
        int child,
        long both,
        long holes,
        long parentOnly,
        double coverage,
        double lift,
        OptionalDouble decoderCosine,
        List<ContextHit> bothContexts,
        List<ContextHit> holeContexts,
        List<ContextHit> parentOnlyContexts,
        PairSample sample) {

    /** Compares two latents of one index. */
    public static HolePairs of(LatentIndex index, int parent, int child, int contexts, int pairs, long seed) {
        return of(index, parent, index, child, contexts, pairs, seed);
    }

    /**
     * Compares latents of two indexes on the same corpus.
     *
     * @param contexts at most this many contexts of each kind
     * @param pairs at most this many value pairs
     * @param seed of the sample
     */
    public static HolePairs of(
            LatentIndex parentIndex,
            int parent,
            LatentIndex childIndex,
            int child,
            int contexts,
            int pairs,
            long seed) {
        throw new UnsupportedOperationException();
    }
}
