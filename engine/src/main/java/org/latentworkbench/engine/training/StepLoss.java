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
        int batch = config.batch();
        double lambda = state.control().at(state.step());
        Levels levels = levels(config, state.step());
        return switch (config.objective()) {
            case Objective.Choice _ -> new StepLoss(levels, new ChosenRule());
            case Objective.L1 l1 ->
                new StepLoss(
                        levels,
                        new RectifiedRule(
                                penaltyWeights(levels, lambda, batch),
                                l1.decoderNorms() ? state.decoderNorms() : null,
                                false));
            case Objective.GateL1 _ -> new StepLoss(levels, GatedRule.of(lambda / batch, state.weights()));
            case Objective.L0 l0 ->
                new StepLoss(levels, new JumpRule(state.weights(), l0.bandwidth(), countPenalty(l0, lambda, batch)));
            case Objective.RandomPrefixes random ->
                new StepLoss(
                        levels,
                        new RectifiedRule(
                                penaltyWeights(levels, lambda, batch), state.decoderNorms(), random.logarithm()));
        };
    }

    /** The reconstructions of a step counted from 0. */
    static Levels levels(TrainingConfig config, long step) {
        return switch (config.objective()) {
            case Objective.Choice(boolean multi) -> chosenLevels(config, multi);
            case Objective.RandomPrefixes random ->
                Levels.drawn(random.law().draw(random.count(), config.width(), config.seed(), step));
            case Objective.L1 _, Objective.GateL1 _, Objective.L0 _ -> Levels.one(config.width());
        };
    }

    /**
     * What the penalty of a latent of each level weighs, the 1/B of the batch's mean included: it is in the prefixes of its
     * own level and of all later ones, each of weight 1/K.
     */
    static float[] penaltyWeights(Levels levels, double lambda, int batch) {
        float[] weights = new float[levels.count()];
        for (int level = 0; level < weights.length; level++) {
            double share = (double) (weights.length - level) / weights.length;
            weights[level] = (float) (lambda * share / batch);
        }
        return weights;
    }

    /** JumpReLU's penalty under a λ. */
    static CountPenalty countPenalty(Objective.L0 objective, double lambda, int batch) {
        return new CountPenalty(
                lambda, batch, objective.squaredTarget() ? objective.sparsity().targetL0() : 0);
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
