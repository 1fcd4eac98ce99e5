package org.latentworkbench.engine.training;

/**
 * What a finished run gives.
 *
 * @param steps steps done, over all resumptions
 * @param tokens rows trained on
 * @param fvu fraction of variance unexplained on held-out rows, raw units, ratio of sums; 1 is the mean predictor
 * @param l0 mean number of active latents per held-out row under the inference rule
 * @param deadFraction share of latents silent on all held-out rows
 * @param tokensPerSecond rows trained on per second in this session, checkpoints included
 * @param parametersSha256 hash of the trained parameters, equal for equal runs on the CPU
 */
public record TrainingResult(
        long steps,
        long tokens,
        double fvu,
        double l0,
        double deadFraction,
        double tokensPerSecond,
        String parametersSha256) {}
