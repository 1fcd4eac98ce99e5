package org.latentworkbench.app.cli;

import java.util.BitSet;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.search.LatentFilter;
import org.latentworkbench.engine.search.LatentIds;
import org.latentworkbench.engine.workspace.Label;
import picocli.CommandLine.Option;

/** Which latents a search ranks. */
final class WhichLatents {
    private static final Pattern LEVELS = Pattern.compile("(\\d{1,4})(?:-(\\d{1,4}))?");
    private static final String DENSITY_FORM = "the smallest and the largest share of tokens, such as 0.0001:0.01";

    @Nullable
    @Option(names = "--level", paramLabel = "L[-M]", description = "Only latents of this level, or of these.")
    String level;

    @Nullable
    @Option(
            names = "--density",
            paramLabel = "MIN:MAX",
            description = "Only latents that fire on such a share of the tokens, such as 0.0001:0.01 or :0.05.")
    String density;

    @Nullable
    @Option(names = "--ids", paramLabel = "IDS", description = "Only these latents, such as 3,7,100-199.")
    String ids;

    @Option(names = "--starred", description = "Only starred latents.")
    boolean starred;

    /**
     * @param latents of the autoencoder
     * @param labels what the person says about them
     */
    LatentFilter filter(int latents, Map<Integer, Label> labels) {
        int lowest = 1;
        int highest = Integer.MAX_VALUE;
        if (level != null) {
            Matcher parts = LEVELS.matcher(level.strip());
            if (!parts.matches()) {
                throw new BadInputException("--level takes a level or two, such as 1 or 2-3; it is \"" + level + "\".");
            }
            lowest = Integer.parseInt(parts.group(1));
            highest = parts.group(2) == null ? lowest : Integer.parseInt(parts.group(2));
        }
        double least = 0;
        double most = 1;
        if (density != null) {
            int colon = density.indexOf(':');
            least = share(density.substring(0, Math.max(0, colon)), 0);
            most = share(density.substring(colon + 1), 1);
            if (colon < 0 || least > most) {
                throw new BadInputException("--density takes " + DENSITY_FORM + "; it is \"" + density + "\".");
            }
        }
        Optional<BitSet> only = Optional.ofNullable(ids).map(written -> LatentIds.parse(written, latents));
        return new LatentFilter(starred ? Optional.of(starred(only, labels)) : only, lowest, highest, least, most);
    }

    private static BitSet starred(Optional<BitSet> among, Map<Integer, Label> labels) {
        BitSet found = new BitSet();
        labels.forEach((latent, label) -> {
            if (label.starred() && among.map(set -> set.get(latent)).orElse(true)) {
                found.set(latent);
            }
        });
        return found;
    }

    private static double share(String written, double absent) {
        if (written.isBlank()) {
            return absent;
        }
        try {
            double value = Double.parseDouble(written.strip());
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException(
                "--density takes " + DENSITY_FORM + ", from 0 to 1; \"" + written + "\" is no share.");
    }
}
