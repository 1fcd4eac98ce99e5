package org.latentworkbench.app.gui.search;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.search.LatentFilter;
import org.latentworkbench.engine.search.LatentIds;
import org.latentworkbench.engine.search.SearchOptions;
import org.latentworkbench.engine.workspace.Label;

/**
 * Which latents are ranked, and how letters are compared.
 *
 * @param ignoreCase whether case counts
 * @param starredOnly only latents with a star
 * @param lowestLevel first level, from 1
 * @param highestLevel last level
 * @param density how often they fire
 * @param ids only these, as a person wrote them; all if empty
 */
record LatentChoice(
        boolean ignoreCase, boolean starredOnly, int lowestLevel, int highestLevel, Density density, String ids) {
    static final LatentChoice ALL = new LatentChoice(false, false, 1, Integer.MAX_VALUE, Density.ANY, "");

    /** How often a latent fires. */
    enum Density {
        ANY("Any density", 0, 1),
        RARE("Below 0.1 % of tokens", 0, 0.001),
        USUAL("0.1 % to 10 % of tokens", 0.001, 0.1),
        DENSE("Above 10 % of tokens", 0.1, 1);

        private final String words;
        private final double least;
        private final double most;

        Density(String words, double least, double most) {
            this.words = words;
            this.least = least;
            this.most = most;
        }

        String words() {
            return words;
        }
    }

    LatentChoice withIgnoreCase(boolean ignore) {
        return new LatentChoice(ignore, starredOnly, lowestLevel, highestLevel, density, ids);
    }

    LatentChoice withStarredOnly(boolean only) {
        return new LatentChoice(ignoreCase, only, lowestLevel, highestLevel, density, ids);
    }

    LatentChoice withLevels(int lowest, int highest) {
        return new LatentChoice(ignoreCase, starredOnly, lowest, highest, density, ids);
    }

    LatentChoice withDensity(Density other) {
        return new LatentChoice(ignoreCase, starredOnly, lowestLevel, highestLevel, other, ids);
    }

    LatentChoice withIds(String written) {
        return new LatentChoice(ignoreCase, starredOnly, lowestLevel, highestLevel, density, written.strip());
    }

    /**
     * What the engine is asked.
     *
     * @param latents how many there are
     * @throws org.latentworkbench.engine.error.BadInputException if the ids are none of this autoencoder
     */
    SearchOptions options(Map<Integer, Label> labels, int latents) {
        Optional<BitSet> only = ids.isEmpty() ? Optional.empty() : Optional.of(LatentIds.parse(ids, latents));
        if (starredOnly) {
            BitSet starred = new BitSet();
            labels.forEach((latent, label) -> {
                if (label.starred()) {
                    starred.set(latent);
                }
            });
            only.ifPresent(starred::and);
            only = Optional.of(starred);
        }
        return SearchOptions.DEFAULT
                .withIgnoreCase(ignoreCase)
                .withFilter(new LatentFilter(only, lowestLevel, highestLevel, density.least, density.most));
    }

    /** The choice in words, for its button. */
    String words(int levels) {
        int last = Math.min(levels, highestLevel);
        String level = lowestLevel == 1 && last == levels
                ? ""
                : lowestLevel == last ? "Level " + last + ", " : "Levels " + lowestLevel + "–" + last + ", ";
        String which = (starredOnly ? "starred latents" : "all latents") + (ids.isEmpty() ? "" : " of " + ids);
        String often = density == Density.ANY
                ? ""
                : ", " + density.words().replace(" of tokens", "").toLowerCase(Locale.ROOT);
        String words = level + which + often + (ignoreCase ? ", any case" : "");
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
