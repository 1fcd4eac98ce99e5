package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    @Test
    void auxKRevivesSilencedLatentsAndThePlainLossDoesNot() {
        assertThat(median(0)).isLessThanOrEqualTo(1);
        assertThat(median(1.0 / 32)).isGreaterThanOrEqualTo(15);
    }

    private static int median(double alpha) {
        return IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .map(seed -> revived(alpha, seed))
                .sorted()
                .skip(SEEDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static int revived(double alpha, int seed) {
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
            silenced.removeAll(firing(lane, state, atoms, batch));
            assertThat(silenced).hasSizeGreaterThanOrEqualTo(SILENCED * 5 / 8);
            train(lane, stream, batch, 500, 1);
            return (int) silenced.stream()
                    .filter(firing(lane, state, atoms, batch)::contains)
                    .count();
        }
    }

    /** Latents that fire on unseen rows. */
    private static Set<Integer> firing(CpuLane lane, TrainingState state, Atoms atoms, FloatMatrix batch) {
        Set<Integer> firing = new HashSet<>();
        ActivationStream unseen = new RowsStream(atoms.test(), 1);
        for (int step = 0; step < atoms.test().length / BATCH; step++) {
            unseen.next(batch);
            lane.step(batch, 0, Double.MIN_NORMAL);
            for (int latent = 0; latent < state.latents(); latent++) {
                if (state.silentTokens()[latent] == 0) {
                    firing.add(latent);
                }
            }
        }
        return firing;
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
