package org.latentworkbench.engine.search;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latentworkbench.engine.error.BadInputException;

/** Sets of latents as people write them: {@code 3, 7, 100-199}. */
public final class LatentIds {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(?:\\s*[-–]\\s*(\\d{1,9}))?");

    private LatentIds() {}

    /**
     * Reads a set.
     *
     * @param written ids and ranges, both ends included, between commas or blanks
     * @param latents number of latents there are
     * @throws BadInputException if something is no id, or there is no such latent
     */
    public static BitSet parse(String written, int latents) {
        BitSet found = new BitSet();
        for (String part : written.strip().split("\\s*,\\s*|(?<=\\d)\\s+(?=\\d)")) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw new BadInputException(
                        "\"" + part + "\" is no latent. Write ids and ranges, such as 3,7,100-199.");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first || last >= latents) {
                throw new BadInputException("There are no latents " + part + ": ids go from 0 to " + (latents - 1)
                        + ", and ranges upwards.");
            }
            found.set(first, last + 1);
        }
        return found;
    }
}
