package org.latentworkbench.engine.lm;

import java.util.OptionalInt;

/**
 * The sizes every language model has, whatever its family.
 *
 * @param family {@code model_type} of config.json
 * @param width of the residual stream (d)
 * @param layers number of blocks
 * @param heads query heads
 * @param keyValueHeads heads of keys and values; divides {@code heads}
 * @param headWidth width of one head
 * @param mlpWidth hidden width of the MLP
 * @param vocabulary number of token ids
 * @param maxPositions longest context in tokens
 * @param tiedHead whether the output head is the embedding matrix
 * @param beginToken {@code bos_token_id}, if any
 * @param endToken {@code eos_token_id}, if any
 */
public record ModelConfig(
        String family,
        int width,
        int layers,
        int heads,
        int keyValueHeads,
        int headWidth,
        int mlpWidth,
        int vocabulary,
        int maxPositions,
        boolean tiedHead,
        OptionalInt beginToken,
        OptionalInt endToken) {
    /** Width of the activations at a hook point. */
    public int width(HookPoint hook) {
        return hook.kind() == HookPoint.Kind.MLP_ACT ? mlpWidth : width;
    }
}
