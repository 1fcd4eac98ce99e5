package org.latentworkbench.engine.lm;

import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.text.TokenizerKind;

/**
 * How a small language model is trained from scratch.
 *
 * @param shape the model's size
 * @param tokenizer the kind of its tokenizer, which is trained first
 * @param steps optimiser steps
 * @param batch contexts per step, each of {@code shape.context()} tokens
 * @param learningRate peak of the schedule: linear warm-up, then a cosine to a tenth
 * @param warmup steps of the warm-up
 * @param weightDecay decoupled, on matrices only
 * @param clip largest global norm of the gradient
 * @param seed of the initial weights and the order of the data
 */
public record LanguageModelTraining(
        ModelShape shape,
        TokenizerKind tokenizer,
        int steps,
        int batch,
        double learningRate,
        int warmup,
        double weightDecay,
        double clip,
        long seed) {
    /** Checks the ranges. */
    public LanguageModelTraining {
        if (steps < 1 || batch < 1 || warmup < 0) {
            throw new BadInputException("Training a model needs at least 1 step and 1 context per step; given " + steps
                    + " and " + batch + ".");
        }
        if (!(learningRate > 0) || !(weightDecay >= 0) || !(clip > 0)) {
            throw new BadInputException(
                    "The learning rate and the clipping norm must be greater than 0, the weight decay"
                            + " at least 0; given " + learningRate + ", " + clip + " and " + weightDecay + ".");
        }
    }

    /** What the built-in model was made with, on {@link BuiltInModel#STORIES} stories. */
    public static LanguageModelTraining builtIn() {
        return new LanguageModelTraining(ModelShape.BUILT_IN, TokenizerKind.BPE, 3_000, 16, 3e-3, 100, 0.1, 1.0, 1);
    }
}
