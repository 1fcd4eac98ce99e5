package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Acceptance test T3: latents that were silenced by force come back with AuxK and not without. */
class RevivalTest {
    private static final int SEEDS = 3;
    private static final int BATCH = 256;
    private static final int SILENCED = 32;

    /** @param fvu on unseen rows in the end */
    private record Outcome(int revived, double fvu) {}

    /** What an autoencoder does on unseen rows. */
    private record Unseen(Set<Integer> firing, double fvu) {}

    @Test
    void auxKRevivesSilencedLatentsAndThePlainLossDoesNot() {
        List<Outcome> plain = outcomes(0);
        List<Outcome> revived = outcomes(1.0 / 32);
        assertThat(median(plain, Outcome::revived)).isLessThanOrEqualTo(1);
        assertThat(median(revived, Outcome::revived)).isGreaterThanOrEqualTo(15);
        assertThat(median(revived, Outcome::fvu)).isLessThan(0.95 * median(plain, Outcome::fvu));
    }

    private static List<Outcome> outcomes(double alpha) {
        return IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> outcome(alpha, seed))
                .toList();
    }

    private static double median(List<Outcome> all, ToDoubleFunction<Outcome> figure) {
        return all.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(SEEDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Outcome outcome(double alpha, int seed) {
        Atoms atoms = Atoms.generate(seed);
        TrainingConfig config = new TrainingConfig(
                new SaeKind.BatchTopK(3),
                128,
                BATCH,
                2000,
                3e-3,
                seed,
                new TrainingConfig.Optimiser(0.9, 0.999, 1e-8, 200, 0, 1),
                new TrainingConfig.Auxiliary(alpha, 16, 5L * BATCH),
                0,
                100);
        try (Arena arena = Arena.ofShared();
                ComputePool pool = new ComputePool(1);
                TrainingState state = TrainingState.forRun(config, Atoms.WIDTH);
                CpuLane lane = new CpuLane(config, state, atoms.scale(), 5L * BATCH, Blas.load(), pool);
                ActivationStream stream = new RowsStream(atoms.train(), seed)) {
            FloatMatrix batch = FloatMatrix.allocate(arena, BATCH, Atoms.WIDTH);
            stream.next(batch);
            Initialisation.fill(state, config, batch, atoms.scale());
            train(lane, stream, batch, 1500, 200);
            List<Integer> silenced = silence(state);
            // Some survive it; they need no revival.
            silenced.removeAll(unseen(lane, state, atoms, batch).firing());
            assertThat(silenced).hasSizeGreaterThanOrEqualTo(SILENCED * 5 / 8);
            train(lane, stream, batch, 500, 1);
            Unseen end = unseen(lane, state, atoms, batch);
            silenced.retainAll(end.firing());
            return new Outcome(silenced.size(), end.fvu());
        }
    }

    private static Unseen unseen(CpuLane lane, TrainingState state, Atoms atoms, FloatMatrix batch) {
        Set<Integer> firing = new HashSet<>();
        double residual = 0;
        double variance = 0;
        ActivationStream rows = new RowsStream(atoms.test(), 1);
        for (int step = 0; step < atoms.test().length / BATCH; step++) {
            rows.next(batch);
            StepReport report = lane.step(batch, 0, Double.MIN_NORMAL);
            residual += report.residuals()[report.residuals().length - 1];
            variance += report.variance();
            for (int latent = 0; latent < state.latents(); latent++) {
                if (state.silentTokens()[latent] == 0) {
                    firing.add(latent);
                }
            }
        }
        return new Unseen(firing, residual / variance);
    }

    private static void train(CpuLane lane, ActivationStream stream, FloatMatrix batch, int steps, int warmup) {
        for (int step = 0; step < steps; step++) {
            stream.next(batch);
            lane.step(batch, 0, 3e-3 * Math.min(1, (step + 1.0) / warmup));
        }
    }

    private static List<Integer> silence(TrainingState state) {
        SaeWeights weights = state.weights();
        List<Integer> silenced = new ArrayList<>();
        for (int latent = 0; latent < weights.latents() && silenced.size() < SILENCED; latent++) {
            if (state.silentTokens()[latent] < 5 * BATCH) {
                float[] row = weights.encoder().row(latent);
                for (int i = 0; i < row.length; i++) {
                    row[i] *= 0.05f;
                }
                weights.encoder().setRow(latent, row);
                weights.encoderBias().set(0, latent, 0);
                silenced.add(latent);
            }
        }
        return silenced;
    }
}
