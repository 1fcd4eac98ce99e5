package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.sae.SaeKind;

/** Hand-written gradients against those of libtorch's autograd. */
class AutogradTest {
    private static final double ALPHA = 0.25;
    private static final double TOLERANCE = 1e-5;

    @ParameterizedTest
    @MethodSource("org.latentworkbench.engine.training.GradientTest#cases")
    void everyGradientIsThatOfAutograd(GradientTest.Case one) {
        try (SmallProblem problem = GradientTest.problem(one, 0)) {
            CpuLane.StepGradients actual = problem.lane.gradients(problem.raw, 0);
            try (TorchLoss torch = torch(problem)) {
                assertSame(problem, actual, torch.gradients());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.latentworkbench.engine.training.GradientTest#chosenKinds")
    void withDeadLatentsToo(SaeKind kind) {
        try (SmallProblem problem = new SmallProblem(kind, ALPHA, 0)) {
            boolean[] dead = problem.markHalfDead();
            CpuLane.StepGradients actual = problem.lane.gradients(problem.raw, 0);
            try (TorchLoss torch = torch(problem)) {
                assertSame(problem, actual, torch.gradientsWithAuxiliary(dead, ALPHA, SmallProblem.AUXILIARY_LATENTS));
            }
        }
    }

    private static TorchLoss torch(SmallProblem problem) {
        return new TorchLoss(problem.state.weights(), problem.normalised(), problem.config, problem.state.lossScale());
    }

    private static void assertSame(SmallProblem problem, CpuLane.StepGradients actual, TorchLoss.Gradients expected) {
        assertThat(actual.report().loss()).isCloseTo(expected.loss(), withinPercentage(1e-4));
        assertThat(actual.decoderBias()).containsExactly(expected.decoderBias(), within(TOLERANCE));
        for (int latent = 0; latent < SmallProblem.LATENTS; latent++) {
            assertRow("W_enc", latent, problem.encoderGradient(latent), expected.encoder());
            assertRow("W_dec", latent, problem.decoderGradient(latent), expected.decoder());
            assertThat((double) problem.biasGradient(latent))
                    .as("b_enc[%d]", latent)
                    .isCloseTo(expected.encoderBias()[latent], within(TOLERANCE));
            for (int row = 0; row < expected.further().length; row++) {
                assertThat((double) problem.lane.latentGradients().sums().furtherGradient(row, latent))
                        .as("further[%d][%d]", row, latent)
                        .isCloseTo(expected.further()[row][latent], within(TOLERANCE));
            }
        }
    }

    private static void assertRow(String what, int latent, float[] actual, double[] expected) {
        for (int i = 0; i < actual.length; i++) {
            assertThat((double) actual[i])
                    .as("%s[%d][%d]", what, latent, i)
                    .isCloseTo(expected[latent * actual.length + i], within(TOLERANCE));
        }
    }
}
