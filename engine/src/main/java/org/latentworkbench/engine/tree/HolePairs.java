package org.latentworkbench.engine.tree;

import java.util.List;
import java.util.OptionalDouble;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;

/**
 * A parent and a child on the same tokens. A <em>hole</em> is a token on which the child fires and the parent is
 * silent.
 *
 * @param parent latent id in the parent's index
 * @param child latent id in the child's index
 * @param both tokens on which both fire
 * @param holes tokens on which only the child fires
 * @param parentOnly tokens on which only the parent fires
 * @param lift N·both/(n_parent·n_child), 0 if one of them is dead
 * @param decoderCosine cosine of the decoder rows, where both are known and of one autoencoder
 * @param bothContexts contexts with {@code both}, maximum and peak are the child's there, strongest first
 * @param holeContexts contexts with {@code holes}, maximum and peak are the child's in a hole, strongest first
 * @param parentOnlyContexts contexts with {@code parentOnly}, maximum and peak are the parent's there, strongest first
 * @param sample value pairs of a uniform sample of the tokens on which either fires
 */
public record HolePairs(
        int parent,
        int child,
        long both,
        long holes,
        long parentOnly,
        double lift,
        OptionalDouble decoderCosine,
        List<ContextHit> bothContexts,
        List<ContextHit> holeContexts,
        List<ContextHit> parentOnlyContexts,
        PairSample sample) {

    /** P(parent | child), the share of the child's tokens on which the parent fires too; 0 if the child is dead. */
    public double coverage() {
        return both + holes == 0 ? 0 : (double) both / (both + holes);
    }

    /** P(child | parent); 0 if the parent is dead. */
    public double childShare() {
        return both + parentOnly == 0 ? 0 : (double) both / (both + parentOnly);
    }

    /** Share of the tokens on which either fires that both fire on. */
    public double jaccard() {
        return both + holes + parentOnly == 0 ? 0 : (double) both / (both + holes + parentOnly);
    }

    /** Compares two latents of one index; see {@link #of(LatentIndex, int, LatentIndex, int, int, int, long)}. */
    public static HolePairs of(LatentIndex index, int parent, int child, int contexts, int pairs, long seed) {
        return of(index, parent, index, child, contexts, pairs, seed);
    }

    /**
     * Compares latents of two indexes on the same corpus, by walking the contexts in which either fires.
     *
     * @param contexts at most this many contexts of each kind
     * @param pairs at most this many value pairs
     * @param seed of the sample of value pairs
     * @throws org.latentworkbench.engine.error.BadInputException if the corpora differ
     */
    public static HolePairs of(
            LatentIndex parentIndex,
            int parent,
            LatentIndex childIndex,
            int child,
            int contexts,
            int pairs,
            long seed) {
        return new PairWalk(parentIndex, parent, childIndex, child, contexts, pairs, seed).run();
    }
}
