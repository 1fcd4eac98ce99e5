package org.latentworkbench.engine.training.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Known answers of the toy models: acceptance test T1 and its negative control. */
class ToyLabTest {
    /** The fewest steps that leave room between the published answers and the thresholds. */
    private static final int STEPS = 8_000;

    /**
     * Fixed beforehand. Not every seed finds the tree, here as in the published experiment (75 to 92 % of the seeds): with the
     * fourth, the three children of a parent settle at the front of the order and share the parent's direction among them, and
     * the latent that should be the parent's ends up at the very back. So medians are tested.
     */
    private static final int SEEDS = 5;

    @Test
    void thePlainAutoencoderAbsorbsEveryParentAndMatryoshkaDoesNot() {
        List<List<ToyReport>> all = IntStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> train(seed, 1))
                .toList();
        for (List<ToyReport> one : all) {
            ToyReport plain = one.get(0);
            assertThat(plain.missed()).isGreaterThanOrEqualTo(8);
            assertThat(plain.parentRecall()).isLessThanOrEqualTo(0.05);
            assertThat(plain.fvu()).isLessThan(0.05);
        }
        assertThat(median(all, ToyReport::missed))
                .as("median of what Matryoshka misses")
                .isLessThanOrEqualTo(1);
        assertThat(median(all, ToyReport::parentRecall))
                .as("median recall of parents")
                .isGreaterThanOrEqualTo(0.95);
        assertThat(median(all, ToyReport::greatestOtherCosine)).isLessThan(0.5);
    }

    /**
     * Chanin et al. 2024: two of four orthogonal features lie in a hierarchy. The plain autoencoder gives the child a latent for
     * the sum of both, at cosine 1/√2 with its own direction, and the parent's latent is silent there; Matryoshka keeps them
     * apart.
     */
    @Test
    void ofFourFeaturesThePlainAutoencoderAddsTheParentToItsChildExactly() {
        for (int seed = 1; seed <= 2; seed++) {
            try (ToyLab lab = new ToyLab(FeatureTree.chanin(seed), ToyVariants.pair(4, 0.4, 3000, seed), seed)) {
                while (lab.advance(1000)) {}
                ToyReport plain = lab.reports().get(0);
                assertThat(plain.features().get(1).cosine()).isCloseTo(Math.sqrt(0.5), within(0.02));
                assertThat(plain.features().get(0).cosine()).isGreaterThan(0.99);
                assertThat(plain.parentRecall()).isZero();
                assertThat(plain.l0()).isLessThan(plain.trueL0() - 0.03);
                ToyReport matryoshka = lab.reports().get(1);
                assertThat(matryoshka.leastCosine()).isGreaterThan(0.98);
                assertThat(matryoshka.parentRecall()).isEqualTo(1);
                assertThat(matryoshka.l0()).isCloseTo(matryoshka.trueL0(), within(0.02));
            }
        }
    }

    private static double median(List<List<ToyReport>> all, ToDoubleFunction<ToyReport> figure) {
        return all.stream()
                .mapToDouble(one -> figure.applyAsDouble(one.get(1)))
                .sorted()
                .skip(SEEDS / 2)
                .findFirst()
                .orElseThrow();
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
