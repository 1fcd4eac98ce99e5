package org.latentworkbench.engine.lm;

import org.latentworkbench.engine.error.BadInputException;

/**
 * The size of a model that is trained from scratch (Llama family, tied head).
 *
 * @param layers number of blocks
 * @param width of the residual stream; a multiple of {@code 2 * heads}
 * @param heads query heads
 * @param keyValueHeads heads of keys and values; divides {@code heads}
 * @param mlpWidth hidden width of the MLP
 * @param vocabulary token ids of the tokenizer to be trained
 * @param context longest context in tokens
 */
public record ModelShape(
        int layers, int width, int heads, int keyValueHeads, int mlpWidth, int vocabulary, int context) {
    /** The shape of the built-in model. */
    public static final ModelShape BUILT_IN = new ModelShape(4, 128, 4, 4, 344, 2048, 256);

    /** Checks that the sizes fit together. */
    public ModelShape {
        if (layers < 1 || heads < 1 || keyValueHeads < 1 || mlpWidth < 1 || vocabulary < 4 || context < 8) {
            throw new BadInputException("A model needs at least 1 layer, 1 head, 4 tokens and a context of 8.");
        }
        if (width < 1 || width % (2 * heads) != 0 || heads % keyValueHeads != 0) {
            throw new BadInputException("The width " + width + " must be a multiple of twice the heads (" + heads
                    + "), and the heads a multiple of the key/value heads (" + keyValueHeads + ").");
        }
    }

    /** The same with another number of token ids. */
    ModelShape withVocabulary(int ids) {
        return new ModelShape(layers, width, heads, keyValueHeads, mlpWidth, ids, context);
    }
}
