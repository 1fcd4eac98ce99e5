package org.latentworkbench.engine.lm;

/**
 * How a small language model is trained from scratch on generated stories.
 *
 * @param shape the model's size
 * @param stories number of stories it sees; further ones are held out
 * @param steps optimiser steps
 * @param batch contexts per step, each of {@code shape.context()} tokens
 * @param learningRate peak of the schedule: linear warm-up, then a cosine to a tenth
 * @param warmup steps of the warm-up
 * @param weightDecay decoupled, on matrices only
 * @param clip largest global norm of the gradient
 * @param seed of the stories, the initial weights and the order of the data
 */
public record LanguageModelTraining(
        ModelShape shape,
        int stories,
        int steps,
        int batch,
        double learningRate,
        int warmup,
        double weightDecay,
        double clip,
        long seed) {
    /** What the built-in model was made with. */
    public static LanguageModelTraining builtIn() {
        return new LanguageModelTraining(ModelShape.BUILT_IN, 60_000, 3_000, 16, 3e-3, 100, 0.1, 1.0, 1);
    }
}
