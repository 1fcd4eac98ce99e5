package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.sae.SaeKind;
import tools.jackson.databind.JsonNode;

class TrainingConfigTest {
    @Test
    void kMustNotExceedTheWidth() {
        assertThatThrownBy(() -> TrainingConfig.defaults(new SaeKind.TopK(65), 64, 128, 10, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("k is 65 but the width is only 64");
    }

    @Test
    void theLastPrefixMustBeTheWidth() {
        SaeKind kind = new SaeKind.Matryoshka(4, List.of(16, 32));
        assertThatThrownBy(() -> TrainingConfig.defaults(kind, 64, 128, 10, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[16, 32]")
                .hasMessageContaining("64");
    }

    @Test
    void prefixesMustAscend() {
        assertThatThrownBy(() -> new SaeKind.Matryoshka(4, List.of(32, 16)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ascending");
    }

    @Test
    void anObjectiveMustBelongToItsKind() {
        TrainingConfig relu = TrainingConfig.defaults(new SaeKind.Relu(), 64, 128, 10, 1);
        assertThatThrownBy(() -> relu.withObjective(new Objective.Choice(false)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not belong to the kind relu");
        assertThatThrownBy(() -> TrainingConfig.defaults(new SaeKind.BatchTopK(4), 64, 128, 10, 1)
                        .withObjective(new Objective.Choice(true)))
                .hasMessage("Multi-TopK belongs to the kind topk, not to batchtopk.");
        assertThatThrownBy(() -> relu.withAuxiliary(new TrainingConfig.Auxiliary(0.1, 0, 0)))
                .hasMessageContaining("AuxK belongs to topk, batchtopk and matryoshka, not to relu");
        assertThatThrownBy(() -> relu.withTargetL0(65)).hasMessage("The target L0 is 65.0 but the width is only 64.");
        TrainingConfig random = TrainingConfig.defaults(SaeKind.MatryoshkaRandom.usual(8), 8, 128, 10, 1);
        assertThatThrownBy(() -> random.withObjective(
                        new Objective.RandomPrefixes(new Sparsity(1, 0, 0, 0.1), 9, PrefixLaw.POWER, false, 0)))
                .hasMessage("There are 9 prefixes per batch but only 8 latents.");
    }

    @Test
    void auxKTakesThePowerOfTwoNearestToHalfTheWidth() {
        assertThat(AuxiliaryLoss.defaultLatents(32)).isEqualTo(16);
        assertThat(AuxiliaryLoss.defaultLatents(64)).isEqualTo(32);
        assertThat(AuxiliaryLoss.defaultLatents(512)).isEqualTo(256);
        assertThat(AuxiliaryLoss.defaultLatents(768)).isEqualTo(512);
    }

    @Test
    void theDefaultDeadWindowIsTheLeastOfThree() {
        assertThat(DeadLatents.defaultWindow(1_000_000, 100_000_000)).isEqualTo(1_000_000);
        assertThat(DeadLatents.defaultWindow(1L << 40, 1L << 40)).isEqualTo(10_000_000);
        assertThat(DeadLatents.defaultWindow(1_000_000, 500_000)).isEqualTo(100_000);
    }

    static Stream<TrainingConfig> configs() {
        TrainingConfig.Optimiser averaged =
                new TrainingConfig.Optimiser(0.8, 0.99, 1e-9, 3, 0.1, 0.5, Schedule.WSD, 0.99);
        Sparsity sparsity = new Sparsity(0.3, 7, 11, 0.01);
        return Stream.of(
                defaults(new SaeKind.TopK(4)).withObjective(new Objective.Choice(true)),
                defaults(new SaeKind.BatchTopK(4)).withOptimiser(averaged),
                defaults(new SaeKind.Matryoshka(4, List.of(7, 12, 64))),
                defaults(new SaeKind.Matryoshka(
                        4, List.of(16, 64), List.of(1.0, 2.0), SaeKind.Matryoshka.Choice.PER_ROW)),
                defaults(new SaeKind.MatryoshkaRandom(List.of(8, 64)))
                        .withObjective(new Objective.RandomPrefixes(sparsity, 5, PrefixLaw.PARETO, true, 10)),
                defaults(new SaeKind.Relu(false)).withTargetL0(8),
                defaults(new SaeKind.Gated()).withObjective(new Objective.GateL1(sparsity)),
                defaults(new SaeKind.JumpRelu(false)).withObjective(new Objective.L0(sparsity, true, 0.2, 0.1)));
    }

    private static TrainingConfig defaults(SaeKind kind) {
        return TrainingConfig.defaults(kind, 64, 128, 1000, 3);
    }

    @ParameterizedTest
    @MethodSource("configs")
    void settingsComeBackFromTheirFileAsTheyWere(TrainingConfig config) {
        JsonNode settings =
                Manifest.mapper().readTree(Manifest.mapper().writeValueAsString(TrainingSettings.write(config)));
        JsonNode none = Manifest.mapper().createObjectNode();
        assertThat(TrainingSettings.read(settings, none)).isEqualTo(config);
    }
}
