package org.latentworkbench.engine.training.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Known answers of the toy models: acceptance test T1 and its negative control. */
class ToyLabTest {
    /** The fewest steps that leave room between the published answers and the thresholds. */
    private static final int STEPS = 8_000;

    private static final int SEEDS = 3;

    @Test
    void thePlainAutoencoderAbsorbsEveryParentAndMatryoshkaDoesNot() {
        int[] missed = new int[SEEDS];
        double[] recall = new double[SEEDS];
        for (int seed = 1; seed <= SEEDS; seed++) {
            List<ToyReport> reports = train(seed, 1);
            ToyReport plain = reports.get(0);
            assertThat(plain.missed()).as("plain, seed " + seed).isGreaterThanOrEqualTo(8);
            assertThat(plain.parentRecall()).as("plain, seed " + seed).isLessThanOrEqualTo(0.05);
            assertThat(plain.fvu()).isLessThan(0.05);
            ToyReport matryoshka = reports.get(1);
            missed[seed - 1] = matryoshka.missed();
            recall[seed - 1] = matryoshka.parentRecall();
            assertThat(matryoshka.greatestOtherCosine()).isLessThan(plain.greatestOtherCosine());
        }
        Arrays.sort(missed);
        Arrays.sort(recall);
        assertThat(missed[SEEDS / 2]).as("median of what Matryoshka misses").isLessThanOrEqualTo(1);
        assertThat(recall[SEEDS / 2]).as("median recall of parents").isGreaterThanOrEqualTo(0.95);
    }

    @Test
    void withStrongChildrenAbsorptionPaysAgainThoughEveryCosineIsGood() {
        ToyReport matryoshka = train(1, 4).get(1);
        assertThat(matryoshka.parentRecall()).isLessThanOrEqualTo(0.05);
        assertThat(matryoshka.missed()).isLessThanOrEqualTo(1);
        assertThat(matryoshka.meanCosine()).isGreaterThan(0.9);
    }

    @Test
    void independentAtomsAreFound() {
        AtomDictionary atoms = new AtomDictionary(16, 24, new SplittableRandom(1));
        try (ToyLab lab = new ToyLab(atoms, List.of(ToyVariants.topK(32, 3, false, 1500, 1)), 5)) {
            assertThat(lab.reports().getFirst().meanCosine()).isLessThan(0.6);
            while (lab.advance(500)) {}
            ToyReport report = lab.reports().getFirst();
            assertThat(report.missed()).isZero();
            assertThat(report.meanCosine()).isGreaterThan(0.97);
            assertThat(report.trueL0()).isEqualTo(3);
            assertThat(report.fvu()).isLessThan(0.1);
            assertThat(lab.steps()).isEqualTo(1500);
        }
    }

    private static List<ToyReport> train(long seed, double childStrength) {
        try (ToyLab lab = new ToyLab(
                FeatureTree.nabeshima(seed, childStrength),
                ToyVariants.pair(20, ToyVariants.TREE_TARGET_L0, STEPS, seed),
                seed)) {
            while (lab.advance(1000)) {}
            return lab.reports();
        }
    }
}
