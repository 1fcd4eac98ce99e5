package org.latentworkbench.engine.search;

import java.util.BitSet;
import java.util.Optional;

/**
 * Which latents a search ranks.
 *
 * @param ids only these, for example the starred ones; all when empty. Not copied: do not change it
 * @param lowestLevel smallest level, from 1
 * @param highestLevel largest level
 * @param minDensity smallest share of tokens on which a latent fires
 * @param maxDensity largest share of tokens on which a latent fires
 */
public record LatentFilter(
        Optional<BitSet> ids, int lowestLevel, int highestLevel, double minDensity, double maxDensity) {
    /** Every latent. */
    public static final LatentFilter ALL = new LatentFilter(Optional.empty(), 1, Integer.MAX_VALUE, 0, 1);

    boolean accepts(int latent, int level, double density) {
        return level >= lowestLevel
                && level <= highestLevel
                && density >= minDensity
                && density <= maxDensity
                && (ids.isEmpty() || ids.get().get(latent));
    }
}
