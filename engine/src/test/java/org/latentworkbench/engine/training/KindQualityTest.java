package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.util.Map;
import java.util.Optional;
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
    private static final Atoms ATOMS = Atoms.generate(1);
    private static final int STEPS = 2000;
    private static final double L0 = 4;

    /** How an autoencoder does on unseen rows; gamma is what reconstructions must be scaled by to fit best, inverted. */
    private record Quality(double fvu, double l0, double gamma) {}

    @Test
    void gatedTakesAwayTheShrinkageOfL1AndReconstructsBetterAtEqualL0() {
        Quality l1 = quality(new SaeKind.Relu());
        Quality gated = quality(new SaeKind.Gated());
        Quality topK = quality(new SaeKind.TopK((int) L0));
        assertThat(l1.l0()).isBetween(0.9 * L0, 1.1 * L0);
        assertThat(gated.l0()).isBetween(0.9 * L0, 1.1 * L0);
        assertThat(l1.gamma()).isLessThan(0.95);
        assertThat(gated.gamma()).isBetween(0.98, 1.02);
        assertThat(gated.fvu()).isLessThan(l1.fvu());
        assertThat(topK.fvu()).isLessThan(l1.fvu());
    }

    private static Quality quality(SaeKind kind) {
        TrainingConfig usual = TrainingConfig.defaults(kind, 128, 256, STEPS, 1);
        TrainingConfig config = usual.withLearningRate(3e-3).withTargetL0(L0);
        TrainingSource source = new TrainingSource("atoms", "", "", "", BosRule.NONE, 1, Map.of(), Optional.empty());
        try (ComputePool pool = new ComputePool(2);
                TrainingSession session = new TrainingSession(config, ATOMS.scale(), ATOMS.train().length, pool);
                ActivationStream stream = new RowsStream(ATOMS.train(), 1);
                Arena arena = Arena.ofShared()) {
            FloatMatrix batch = FloatMatrix.allocate(arena, 256, Atoms.WIDTH);
            for (int step = 0; step < STEPS; step++) {
                stream.next(batch);
                session.step(batch, 0);
            }
            return measure(session.autoencoder(source));
        }
    }

    private static Quality measure(Sae opened) {
        try (Sae sae = opened;
                Arena arena = Arena.ofShared()) {
            int rows = ATOMS.test().length;
            FloatMatrix x = FloatMatrix.allocate(arena, rows, Atoms.WIDTH);
            for (int row = 0; row < rows; row++) {
                x.setRow(row, ATOMS.test()[row]);
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
