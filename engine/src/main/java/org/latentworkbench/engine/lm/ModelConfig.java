package org.latentworkbench.engine.lm;

import java.nio.file.Path;
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
 * @param parallelBlocks whether attention and MLP read the same stream, so that there is no {@code resid_mid}
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
        boolean parallelBlocks,
        OptionalInt beginToken,
        OptionalInt endToken) {
    /**
     * Reads the sizes of a model folder; its weights are not looked at.
     *
     * @throws org.latentworkbench.engine.error.BadInputException if {@code config.json} is missing or damaged
     * @throws org.latentworkbench.engine.error.UnsupportedException if the family is not supported
     */
    public static ModelConfig read(Path directory) {
        return ModelFamilies.read(ConfigFile.read(directory)).config();
    }

    /** Width of the activations at a hook point. */
    public int width(HookPoint hook) {
        return switch (hook.kind()) {
            case MLP_ACT -> mlpWidth;
            case ATTN_Z -> heads * headWidth;
            default -> width;
        };
    }
}
