package org.latentworkbench.engine.lm;

import java.util.function.IntPredicate;

/**
 * A replacement at a hook point, for all positions or some. Several at one hook point follow each other.
 *
 * @param hook where
 * @param positions which positions, counted from 0 as the model sees them: a BOS before the context is position 0
 * @param replacement what takes the place of the values
 */
public record Intervention(HookPoint hook, IntPredicate positions, Replacement replacement) {
    /** At every position. */
    public static Intervention everywhere(HookPoint hook, Replacement replacement) {
        return new Intervention(hook, _ -> true, replacement);
    }

    /** At every position but the first, which is BOS in most models and unlike all others. */
    public static Intervention behindFirst(HookPoint hook, Replacement replacement) {
        return new Intervention(hook, position -> position > 0, replacement);
    }
}
