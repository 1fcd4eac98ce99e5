package org.latentworkbench.app.gui.search;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.search.LatentFilter;
import org.latentworkbench.engine.search.SearchOptions;
import org.latentworkbench.engine.workspace.Label;

/**
 * Which latents are ranked, and how letters are compared.
 *
 * @param ignoreCase whether case counts
 * @param starredOnly only latents with a star
 * @param lowestLevel first level, from 1
 * @param highestLevel last level
 */
record LatentChoice(boolean ignoreCase, boolean starredOnly, int lowestLevel, int highestLevel) {
    static final LatentChoice ALL = new LatentChoice(false, false, 1, Integer.MAX_VALUE);

    SearchOptions options(Map<Integer, Label> labels) {
        Optional<BitSet> ids = Optional.empty();
        if (starredOnly) {
            BitSet starred = new BitSet();
            labels.forEach((latent, label) -> {
                if (label.starred()) {
                    starred.set(latent);
                }
            });
            ids = Optional.of(starred);
        }
        return SearchOptions.DEFAULT
                .withIgnoreCase(ignoreCase)
                .withFilter(new LatentFilter(ids, lowestLevel, highestLevel, 0, 1));
    }

    /** The choice in words, for its button. */
    String words(int levels) {
        int last = Math.min(levels, highestLevel);
        String level = levels <= 1
                ? ""
                : lowestLevel == last ? "Level " + last + ", " : "Levels " + lowestLevel + "–" + last + ", ";
        String which = starredOnly ? "starred latents" : "all latents";
        String words = level + which + (ignoreCase ? ", any case" : "");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
