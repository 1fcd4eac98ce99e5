package org.latentworkbench.app.gui.latents;

import java.util.List;

/**
 * What a latent does to the next token directly.
 *
 * @param promoted tokens whose logits rise most, the largest rise first
 * @param suppressed tokens whose logits fall most, the largest fall first
 * @param none why there are none; empty if there are
 */
record PromotedTokens(List<Effect> promoted, List<Effect> suppressed, String none) {
    /**
     * One token.
     *
     * @param text as people see it
     * @param logit what an activation of 1 adds to its logit
     */
    record Effect(String text, float logit) {}

    static PromotedTokens none(String why) {
        return new PromotedTokens(List.of(), List.of(), why);
    }
}
