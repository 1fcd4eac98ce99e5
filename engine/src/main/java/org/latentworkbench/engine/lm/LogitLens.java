package org.latentworkbench.engine.lm;

import java.util.List;

/**
 * What directions of the residual stream do to the logits directly: through the scale of the final norm and the head
 * (nostalgebraist 2020, "interpreting GPT: the logit lens"; Bloom and Lin 2024 for latents).
 *
 * @param promoted tokens whose logits rise most, per direction, the largest rise first
 * @param suppressed tokens whose logits fall most, per direction, the largest fall first
 */
public record LogitLens(List<List<TokenScore>> promoted, List<List<TokenScore>> suppressed) {
    /** Copies. */
    public LogitLens {
        promoted = List.copyOf(promoted);
        suppressed = List.copyOf(suppressed);
    }
}
