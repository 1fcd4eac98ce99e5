package org.latentworkbench.engine.training.toy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.training.TrainingConfig;

/** Known answers of the toy models. */
class ToyLabTest {
    @Test
    void independentAtomsAreFoundAndTheRandomDictionaryIsNot() {
        AtomDictionary atoms = new AtomDictionary(16, 24, new SplittableRandom(1));
        TrainingConfig config =
                TrainingConfig.defaults(new SaeKind.TopK(3), 32, 256, 1500, 1).withLearningRate(3e-3);
        try (ToyLab lab = new ToyLab(atoms, List.of(new ToyVariant("topk", config, ScaleRule.UNIT_MS)), 5)) {
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
}
