package org.latentworkbench.engine.search.mining;

import org.latentworkbench.engine.error.BadInputException;

/**
 * How much text scripts are made from and judged by.
 *
 * @param tokens about how many tokens each of the two halves of the sample has at most
 */
public record MiningOptions(int tokens) {
    /** Enough for latents that fire on one token in twenty thousand. */
    public static final MiningOptions DEFAULT = new MiningOptions(400_000);

    /** Checks the number. */
    public MiningOptions {
        if (tokens < 1 || tokens > 1 << 26) {
            throw new BadInputException(
                    "A sample of " + tokens + " tokens is too small or too large; choose 1 to 67,108,864.");
        }
    }
}
