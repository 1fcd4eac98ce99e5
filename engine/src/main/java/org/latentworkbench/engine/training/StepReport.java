package org.latentworkbench.engine.training;

/**
 * What a step measured on its batch, before the update, in normalised space. Owns its array.
 *
 * @param rows rows of the batch
 * @param loss everything that was minimised
 * @param auxiliaryLoss AuxK's part of it
 * @param residuals sum over rows of the squared error of each prefix, the last being all latents
 * @param variance sum over rows of the squared distance to the batch mean
 * @param active chosen latents over all rows
 * @param dead latents that were dead when the step began
 */
public record StepReport(
        int rows, double loss, double auxiliaryLoss, double[] residuals, double variance, long active, int dead) {}
