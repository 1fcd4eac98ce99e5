package org.latentworkbench.engine.training.toy;

import java.util.List;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.training.Objective;
import org.latentworkbench.engine.training.PrefixLaw;
import org.latentworkbench.engine.training.Sparsity;
import org.latentworkbench.engine.training.TrainingConfig;

/** The autoencoders that are compared on toy data, with the settings of Nabeshima's notebook. */
public final class ToyVariants {
    /** Steps of the notebook's short form; enough for every published figure. */
    public static final int USUAL_STEPS = 15_000;

    /** L0 that the feature tree is trained for (the notebook's estimate; the truth is 1.12). */
    public static final double TREE_TARGET_L0 = 1.2338;

    private static final int BATCH = 200;
    private static final double FIRST_LAMBDA = 0.2;
    private static final double WARM_UP = 0.2;
    private static final double CONTROL_RATE = 3e-4;
    private static final int PREFIXES = 10;

    private ToyVariants() {}

    /** Plain and Matryoshka, side by side. */
    public static List<ToyVariant> pair(int latents, double targetL0, long steps, long seed) {
        return List.of(vanilla(latents, targetL0, steps, seed), matryoshka(latents, targetL0, steps, seed));
    }

    /** The plain autoencoder: ReLU with an L1 penalty that is steered to a target L0; the same as one prefix, all latents. */
    public static ToyVariant vanilla(int latents, double targetL0, long steps, long seed) {
        return new ToyVariant("Plain, ReLU with L1", config(latents, 1, targetL0, steps, seed), ScaleRule.SQRT_D);
    }

    /** Matryoshka with ten random prefixes a step, or as many as there are latents. */
    public static ToyVariant matryoshka(int latents, double targetL0, long steps, long seed) {
        return new ToyVariant(
                "Matryoshka, random prefixes",
                config(latents, Math.min(PREFIXES, latents), targetL0, steps, seed),
                ScaleRule.SQRT_D);
    }

    /** An autoencoder that chooses its k latents itself, per row or per batch. */
    public static ToyVariant topK(int latents, int k, boolean perBatch, long steps, long seed) {
        SaeKind kind = perBatch ? new SaeKind.BatchTopK(k) : new SaeKind.TopK(k);
        TrainingConfig config = TrainingConfig.defaults(kind, latents, BATCH, steps, seed)
                .withLearningRate(3e-3)
                .withCheckpointEvery(0);
        return new ToyVariant(perBatch ? "BatchTopK" : "TopK", config, ScaleRule.UNIT_MS);
    }

    private static TrainingConfig config(int latents, int prefixes, double targetL0, long steps, long seed) {
        if (steps < 1) {
            throw new BadInputException("A toy is trained for at least 1 step, not for " + steps + ".");
        }
        Sparsity sparsity = new Sparsity(FIRST_LAMBDA, targetL0, Math.round(WARM_UP * steps), CONTROL_RATE);
        return TrainingConfig.defaults(new SaeKind.MatryoshkaRandom(List.of(latents)), latents, BATCH, steps, seed)
                .withObjective(new Objective.RandomPrefixes(sparsity, prefixes, PrefixLaw.POWER, false, 0))
                .withCheckpointEvery(0);
    }
}
