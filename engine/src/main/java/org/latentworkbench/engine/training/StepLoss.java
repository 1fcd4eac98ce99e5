package org.latentworkbench.engine.training;

import org.latentworkbench.engine.sae.SaeKind;

/**
 * The loss of one step: its reconstructions, and the formulas of its kind with the λ of now.
 *
 * @param levels nested reconstructions
 * @param rule formulas at a latent
 */
record StepLoss(Levels levels, LatentRule rule) {
    /** What the next step minimises. */
    static StepLoss next(TrainingConfig config, TrainingState state) {
        int latents = state.latents();
        int batch = config.batch();
        double lambda = state.control().at(state.step());
        return switch (config.objective()) {
            case Objective.Choice(boolean multi) -> new StepLoss(chosenLevels(config, multi), new ChosenRule());
            case Objective.L1 l1 ->
                new StepLoss(
                        Levels.one(latents),
                        new RectifiedRule(
                                new float[] {(float) (lambda / batch)},
                                l1.decoderNorms() ? state.decoderNorms() : null,
                                false));
            case Objective.GateL1 _ -> new StepLoss(Levels.one(latents), GatedRule.of(lambda / batch, state.weights()));
            case Objective.L0 l0 ->
                new StepLoss(
                        Levels.one(latents),
                        new JumpRule(
                                state.weights(),
                                l0.bandwidth(),
                                lambda,
                                batch,
                                l0.squaredTarget() ? l0.sparsity().targetL0() : 0));
            case Objective.RandomPrefixes random -> {
                int[] prefixes = random.law().draw(random.count(), latents, config.seed(), state.step());
                // A latent of level j is in the prefixes j .. K - 1, each of weight 1/K.
                float[] weights = new float[prefixes.length];
                for (int level = 0; level < weights.length; level++) {
                    double share = (double) (prefixes.length - level) / prefixes.length;
                    weights[level] = (float) (lambda * share / batch);
                }
                yield new StepLoss(
                        Levels.drawn(prefixes), new RectifiedRule(weights, state.decoderNorms(), random.logarithm()));
            }
        };
    }

    private static Levels chosenLevels(TrainingConfig config, boolean multi) {
        if (config.kind() instanceof SaeKind.Matryoshka fixed) {
            double[] weights =
                    fixed.weights().stream().mapToDouble(Double::doubleValue).toArray();
            return Levels.fixed(fixed.prefixWidths(config.width()), weights);
        }
        return multi && config.kind() instanceof SaeKind.TopK(int k)
                ? Levels.multi(k, config.width())
                : Levels.one(config.width());
    }

    /** Reconstructions of every step of a run. */
    static int levelCount(TrainingConfig config) {
        return switch (config.objective()) {
            case Objective.Choice(boolean multi) -> chosenLevels(config, multi).count();
            case Objective.RandomPrefixes random -> random.count();
            case Objective.L1 _, Objective.GateL1 _, Objective.L0 _ -> 1;
        };
    }
}
