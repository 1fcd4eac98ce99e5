package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * The loss of one step on the device, as {@link StepLoss} is on the CPU; its parts gather sums over the batch.
 *
 * @param levels nested reconstructions
 * @param rule formulas at a latent
 * @param choice which latents are active
 * @param reconstruction the autoencoder's
 * @param gates Gated's second one; null for other kinds
 * @param auxiliary AuxK; null where it is off or nothing is dead
 * @param subtractsDecoderBias whether b_dec was taken from the input
 */
record DeviceLoss(
        Levels levels,
        DeviceRule rule,
        DeviceChoice choice,
        DeviceReconstruction reconstruction,
        @Nullable DeviceReconstruction gates,
        @Nullable DeviceAuxiliary auxiliary,
        boolean subtractsDecoderBias) {
    /**
     * What the next step minimises.
     *
     * @param step owns what is made
     * @param weight λ / B, one element
     */
    static DeviceLoss next(
            TrainingConfig config,
            TrainingState state,
            NativeScope step,
            DeviceNumbers numbers,
            DeviceParameters parameters,
            NDArray weight,
            @Nullable DeviceAuxiliary auxiliary) {
        int batch = config.batch();
        boolean subtracts = config.kind().subtractsDecoderBias();
        Levels levels = StepLoss.levels(config, state.step());
        double lambda = state.control().at(state.step());
        DeviceRule rule =
                switch (config.objective()) {
                    case Objective.Choice _ -> new DeviceRule.Chosen(numbers);
                    case Objective.L1 l1 ->
                        new DeviceRectifiedRule(
                                step,
                                numbers,
                                parameters,
                                penaltyWeights(step, levels, lambda, batch),
                                l1.decoderNorms() ? norms(parameters) : null,
                                false);
                    case Objective.GateL1 _ -> new DeviceGatedRule(step, numbers, parameters, weight);
                    case Objective.L0 l0 ->
                        new DeviceJumpRule(
                                step,
                                numbers,
                                parameters,
                                StepLoss.countPenalty(l0, lambda, batch),
                                weight,
                                l0.bandwidth());
                    case Objective.RandomPrefixes random ->
                        new DeviceRectifiedRule(
                                step,
                                numbers,
                                parameters,
                                penaltyWeights(step, levels, lambda, batch),
                                norms(parameters),
                                random.logarithm());
                };
        return new DeviceLoss(
                levels,
                rule,
                DeviceChoice.of(config, step, numbers, rule),
                new DeviceReconstruction(step, numbers, parameters, levels, state.lossScale(), batch, subtracts),
                config.kind() instanceof SaeKind.Gated
                        ? new DeviceReconstruction(
                                step, numbers, parameters, Levels.one(config.width()), 1, batch, subtracts)
                        : null,
                auxiliary,
                subtracts);
    }

    private static NDArray norms(DeviceParameters parameters) {
        return DeviceUpdate.norms(parameters.decoder()).flatten();
    }

    /** {@link StepLoss#penaltyWeights} for each latent, [n]. */
    private static NDArray penaltyWeights(NativeScope step, Levels levels, double lambda, int batch) {
        float[] ofLevels = StepLoss.penaltyWeights(levels, lambda, batch);
        int latents = levels.widths()[levels.count() - 1];
        float[] weights = new float[latents];
        int level = 0;
        for (int latent = 0; latent < latents; latent++) {
            while (latent >= levels.widths()[level]) {
                level++;
            }
            weights[latent] = ofLevels[level];
        }
        return step.upload(MemorySegment.ofArray(weights), latents);
    }
}
