package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

/** Kinds compared at equal L0 on data with a known dictionary. */
class KindQualityTest {
    private static final int SEEDS = 3;
    private static final int STEPS = 2000;
    private static final double L0 = 4;

    /** How an autoencoder does on unseen rows; gamma is what reconstructions must be scaled by to fit best, inverted. */
    private record Quality(double fvu, double l0, double gamma) {}

    @Test
    void gatedTakesAwayTheShrinkageOfL1AndReconstructsBetterAtEqualL0() {
        Quality l1 = median(new SaeKind.Relu());
        Quality gated = median(new SaeKind.Gated());
        Quality topK = median(new SaeKind.TopK((int) L0));
        assertThat(l1.l0()).isBetween(0.9 * L0, 1.1 * L0);
        assertThat(gated.l0()).isBetween(0.9 * L0, 1.1 * L0);
        assertThat(l1.gamma()).isLessThan(0.95);
        assertThat(gated.gamma()).isBetween(0.98, 1.02);
        assertThat(gated.fvu()).isLessThan(l1.fvu());
        assertThat(topK.fvu()).isLessThan(l1.fvu());
    }

    /** Of every figure by itself. */
    private static Quality median(SaeKind kind) {
        List<Quality> all = IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> quality(kind, seed))
                .toList();
        return new Quality(median(all, Quality::fvu), median(all, Quality::l0), median(all, Quality::gamma));
    }

    private static double median(List<Quality> all, ToDoubleFunction<Quality> figure) {
        return all.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(SEEDS / 2)
                .findFirst()
                .orElseThrow();
    }

    private static Quality quality(SaeKind kind, int seed) {
        Atoms atoms = Atoms.generate(seed);
        TrainingConfig usual = TrainingConfig.defaults(kind, 128, 256, STEPS, seed);
        TrainingConfig config = usual.withLearningRate(3e-3).withTargetL0(L0);
        TrainingSource source = new TrainingSource("atoms", "", "", "", BosRule.NONE, 1, Map.of(), Optional.empty());
        try (ComputePool pool = new ComputePool(1);
                TrainingSession session = new TrainingSession(config, atoms.scale(), atoms.train().length, pool);
                ActivationStream stream = new RowsStream(atoms.train(), 1);
                Arena arena = Arena.ofShared()) {
            FloatMatrix batch = FloatMatrix.allocate(arena, 256, Atoms.WIDTH);
            for (int step = 0; step < STEPS; step++) {
                stream.next(batch);
                session.step(batch, 0);
            }
            return measure(session.autoencoder(source), atoms);
        }
    }

    private static Quality measure(Sae opened, Atoms atoms) {
        try (Sae sae = opened;
                Arena arena = Arena.ofShared()) {
            int rows = atoms.test().length;
            FloatMatrix x = FloatMatrix.allocate(arena, rows, Atoms.WIDTH);
            for (int row = 0; row < rows; row++) {
                x.setRow(row, atoms.test()[row]);
            }
            FloatMatrix y = FloatMatrix.allocate(arena, rows, Atoms.WIDTH);
            SparseRows codes = sae.encode(x);
            sae.decode(codes, y);
            double[] mean = GeometricMedian.mean(x);
            double error = 0;
            double variance = 0;
            double product = 0;
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < mean.length; i++) {
                    double a = x.get(row, i);
                    double b = y.get(row, i);
                    error += (a - b) * (a - b);
                    variance += (a - mean[i]) * (a - mean[i]);
                    product += a * b;
                    squares += b * b;
                }
            }
            return new Quality(error / variance, codes.meanActive(), squares / product);
        }
    }
}
