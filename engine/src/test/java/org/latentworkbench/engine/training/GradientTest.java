package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.VectorKernels;

/** Hand-written gradients against central differences of the loss in double precision. */
class GradientTest {
    private static final double STEP = 1e-6;
    private static final double ALPHA = 0.25;

    /** A kind with what it is trained for, and how the step goes about it. */
    record Case(String name, SaeKind kind, Objective objective, boolean dense) {
        @Override
        public String toString() {
            return name + (dense ? ", dense" : "");
        }
    }

    static Stream<Case> cases() {
        Sparsity sparsity = new Sparsity(0.3, 0, 0, 0.1);
        List<Case> chosen = List.of(
                new Case("TopK", new SaeKind.TopK(3), new Objective.Choice(false), false),
                new Case("Multi-TopK", new SaeKind.TopK(3), new Objective.Choice(true), false),
                new Case("BatchTopK", new SaeKind.BatchTopK(3), new Objective.Choice(false), false),
                new Case(
                        "Matryoshka",
                        new SaeKind.Matryoshka(4, List.of(5, 9, SmallProblem.LATENTS)),
                        new Objective.Choice(false),
                        false),
                new Case(
                        "Matryoshka per row, weighted",
                        new SaeKind.Matryoshka(
                                2,
                                List.of(1, SmallProblem.LATENTS),
                                List.of(1.0, 3.0),
                                SaeKind.Matryoshka.Choice.PER_ROW),
                        new Objective.Choice(false),
                        false));
        List<Case> penalised = List.of(
                new Case("ReLU", new SaeKind.Relu(), new Objective.L1(sparsity, false), false),
                new Case("ReLU of April", new SaeKind.Relu(false), new Objective.L1(sparsity, true), false),
                new Case("Gated", new SaeKind.Gated(), new Objective.GateL1(sparsity), false),
                new Case("JumpReLU", new SaeKind.JumpRelu(false), new Objective.L0(sparsity, false, 0.5, 0), false),
                new Case(
                        "JumpReLU towards a target",
                        new SaeKind.JumpRelu(),
                        new Objective.L0(new Sparsity(0.3, 5, 0, 0.1), true, 0.5, 0),
                        false),
                new Case(
                        "random Matryoshka",
                        SaeKind.MatryoshkaRandom.usual(SmallProblem.LATENTS),
                        new Objective.RandomPrefixes(sparsity, 4, PrefixLaw.POWER, false, 0),
                        false),
                new Case(
                        "random Matryoshka with logarithm",
                        SaeKind.MatryoshkaRandom.usual(SmallProblem.LATENTS),
                        new Objective.RandomPrefixes(sparsity, 3, PrefixLaw.PARETO, true, 0),
                        false));
        return Stream.of(
                        chosen.stream(),
                        penalised.stream(),
                        penalised.stream().map(c -> new Case(c.name(), c.kind(), c.objective(), true)))
                .flatMap(each -> each);
    }

    static Stream<SaeKind> chosenKinds() {
        return Stream.of(
                new SaeKind.TopK(3),
                new SaeKind.BatchTopK(3),
                new SaeKind.Matryoshka(4, List.of(5, 9, SmallProblem.LATENTS)));
    }

    static SmallProblem problem(Case one, double alpha) {
        SmallProblem problem = new SmallProblem(one.kind(), one.objective(), alpha, 0);
        problem.state.control().restore(problem.state.control().coefficient(), one.dense() ? SmallProblem.LATENTS : 0);
        return problem;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyGradientIsTheSlopeOfTheLoss(Case one) {
        try (SmallProblem problem = problem(one, 0)) {
            CpuLane.StepGradients gradients = problem.lane.gradients(problem.raw, 0);
            ReferenceLoss reference = new ReferenceLoss(problem.state.weights(), problem.normalised(), problem.config);
            double lossScale = problem.state.lossScale();
            DoubleSupplier loss = () -> reference.total(lossScale);
            assertThat(problem.lane.latentGradients() instanceof DenseGradients).isEqualTo(one.dense());
            assertThat(gradients.report().loss()).isCloseTo(loss.getAsDouble(), withinPercentage(1e-4));
            checkAll(problem, reference, loss);
            checkFurther(problem, reference, loss);
            for (int i = 0; i < SmallProblem.WIDTH; i++) {
                double slope = slope(reference.decoderBias, i, loss);
                assertThat(gradients.decoderBias()[i]).isCloseTo(slope, within(2e-5));
            }
        }
    }

    private static void checkFurther(SmallProblem problem, ReferenceLoss reference, DoubleSupplier loss) {
        for (int row = 0; row < reference.further.length; row++) {
            for (int latent = 0; latent < SmallProblem.LATENTS; latent++) {
                double expected = problem.config.objective() instanceof Objective.L0
                        ? reference.thresholdGradient(latent, problem.state.lossScale())
                        : slope(reference.further[row], latent, loss);
                assertThat((double) problem.lane.latentGradients().sums().furtherGradient(row, latent))
                        .as("further[%d][%d]", row, latent)
                        .isCloseTo(expected, within(2e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("chosenKinds")
    void theAuxiliaryGradientIsTheSlopeOfAuxK(SaeKind kind) {
        try (SmallProblem problem = new SmallProblem(kind, ALPHA, 0)) {
            boolean[] dead = problem.markHalfDead();
            CpuLane.StepGradients gradients = problem.lane.gradients(problem.raw, 0);
            ReferenceLoss reference = new ReferenceLoss(problem.state.weights(), problem.normalised(), problem.config);
            ReferenceLoss.Frozen frozen = reference.freeze();
            double lossScale = problem.state.lossScale();
            DoubleSupplier loss = () -> reference.total(lossScale)
                    + reference.auxiliary(frozen, dead, ALPHA, SmallProblem.AUXILIARY_LATENTS);
            assertThat(gradients.report().auxiliaryLoss())
                    .isCloseTo(reference.auxiliary(frozen, dead, ALPHA, SmallProblem.AUXILIARY_LATENTS), within(1e-5));
            assertThat(gradients.report().dead()).isEqualTo(SmallProblem.LATENTS / 2);
            checkAll(problem, reference, loss);
            for (int i = 0; i < SmallProblem.WIDTH; i++) {
                double slope = slope(reference.decoderBias, i, () -> reference.total(lossScale));
                assertThat(gradients.decoderBias()[i]).isCloseTo(slope, within(2e-5));
            }
        }
    }

    /** The vector of the published description: θ .5, ε .1, upstream 1. */
    @Test
    void jumpReluHasThePublishedStraightThroughGradients() {
        float[] z = {.10f, .52f, .48f, 1.00f};
        try (java.lang.foreign.Arena arena = java.lang.foreign.Arena.ofConfined()) {
            var weights = org.latentworkbench.engine.sae.SaeWeights.allocate(arena, 4, 1, new SaeKind.JumpRelu());
            weights.further().setRow(0, new float[] {.5f, .5f, .5f, .5f});
            float[] active = {0, .52f, 0, 1};
            float[] slopes = {0, 1, 0, 1};
            double[] reconstruction = {0, -5, -5, 0};
            double[] count = {0, -10, -10, 0};
            for (int i = 0; i < z.length; i++) {
                JumpRule free = new JumpRule(weights, 0.1, new CountPenalty(0, 1, 0));
                JumpRule penalised = new JumpRule(weights, 0.1, new CountPenalty(1, 1, 0));
                assertThat(free.activation(i, z[i])).isEqualTo(active[i]);
                assertThat(free.preGradient(i, 0, z[i], 1, 0)).isEqualTo(slopes[i]);
                assertThat(thresholdGradient(free, i, z[i], 1)).isCloseTo(reconstruction[i], within(1e-5));
                assertThat(thresholdGradient(penalised, i, z[i], 0)).isCloseTo(count[i], within(1e-5));
            }
        }
    }

    private static double thresholdGradient(JumpRule rule, int latent, float z, float slope) {
        LatentSums sums = new LatentSums(4, rule.channels());
        sums.reset(rule);
        sums.add(latent, 0, z, rule.activation(latent, z), slope, 0);
        return sums.furtherGradient(0, latent);
    }

    @Test
    void auxKReachesDeadLatentsOnly() {
        SaeKind kind = new SaeKind.TopK(3);
        try (SmallProblem with = new SmallProblem(kind, ALPHA, 0);
                SmallProblem without = new SmallProblem(kind, 0, 0)) {
            boolean[] dead = with.markHalfDead();
            with.lane.gradients(with.raw, 0);
            without.lane.gradients(without.raw, 0);
            int reached = 0;
            for (int latent = 0; latent < SmallProblem.LATENTS; latent++) {
                boolean same = Arrays.equals(with.encoderGradient(latent), without.encoderGradient(latent));
                assertThat(same || dead[latent]).as("latent %d", latent).isTrue();
                reached += same ? 0 : 1;
            }
            assertThat(reached).isGreaterThan(SmallProblem.LATENTS / 4);
        }
    }

    @Test
    void withoutDeadLatentsAuxKChangesNothing() {
        SaeKind kind = new SaeKind.Matryoshka(3, List.of(6, SmallProblem.LATENTS));
        try (SmallProblem with = new SmallProblem(kind, ALPHA, 1);
                SmallProblem without = new SmallProblem(kind, 0, 1)) {
            for (int step = 0; step < 3; step++) {
                with.lane.step(with.raw, 0, 1e-2);
                without.lane.step(without.raw, 0, 1e-2);
            }
            assertThat(ParameterHash.of(with.state.weights())).isEqualTo(ParameterHash.of(without.state.weights()));
        }
    }

    @Test
    void projectedDecoderGradientsAreOrthogonalToTheirRows() {
        try (SmallProblem problem = new SmallProblem(new SaeKind.TopK(4), 0, 0)) {
            problem.lane.gradients(problem.raw, 0);
            for (int latent = 0; latent < SmallProblem.LATENTS; latent++) {
                float[] gradient = problem.decoderGradient(latent);
                problem.lane.latentGradients().project(latent, gradient);
                float along = VectorKernels.dot(
                        gradient, problem.state.weights().decoder().data(), (long) latent * SmallProblem.WIDTH);
                assertThat(Math.abs(along)).isLessThan(1e-5f);
            }
        }
    }

    @Test
    void decoderRowsHaveUnitLengthAfterAStep() {
        try (SmallProblem problem = new SmallProblem(new SaeKind.TopK(4), 0, 0)) {
            problem.lane.step(problem.raw, 0, 0.1);
            for (int latent = 0; latent < SmallProblem.LATENTS; latent++) {
                float norm = VectorKernels.norm(
                        problem.state.weights().decoder().data(),
                        (long) latent * SmallProblem.WIDTH,
                        SmallProblem.WIDTH);
                assertThat(norm).isCloseTo(1, within(1e-6f));
            }
        }
    }

    @Test
    void theClipFactorComesFromTheExactNormWhenTheBoundDoesNotSettleIt() {
        double limit = 0.05;
        try (SmallProblem problem = new SmallProblem(new SaeKind.TopK(3), 0, limit)) {
            CpuLane.StepGradients gradients = problem.lane.gradients(problem.raw, 0);
            double squares = 0;
            for (double g : gradients.decoderBias()) {
                squares += g * g;
            }
            for (int latent = 0; latent < SmallProblem.LATENTS; latent++) {
                float[] decoder = problem.decoderGradient(latent);
                problem.lane.latentGradients().project(latent, decoder);
                squares += VectorKernels.sumOfSquares(decoder)
                        + VectorKernels.sumOfSquares(problem.encoderGradient(latent))
                        + Math.pow(problem.biasGradient(latent), 2);
            }
            float factor = problem.lane.clipFactor(gradients);
            assertThat((double) factor).isCloseTo(limit / (Math.sqrt(squares) + 1e-6), within(1e-6));
            assertThat(factor).isLessThan(1);
            assertThat(problem.lane.exactNormSteps()).isEqualTo(1);
        }
    }

    @Test
    void aSmallGradientIsNotClippedAndNeedsNoExactNorm() {
        try (SmallProblem problem = new SmallProblem(new SaeKind.TopK(3), 0, 1e6)) {
            assertThat(problem.lane.clipFactor(problem.lane.gradients(problem.raw, 0)))
                    .isEqualTo(1);
            assertThat(problem.lane.exactNormSteps()).isZero();
        }
    }

    @Test
    void aRowThatIsNotFiniteIsRefusedByItsNumberAndChangesNothing() {
        try (SmallProblem problem = new SmallProblem(new SaeKind.TopK(3), 0, 1)) {
            String before = ParameterHash.of(problem.state.weights());
            problem.raw.set(4, 7, Float.NaN);
            assertThatThrownBy(() -> problem.lane.step(problem.raw, 1000, 0.1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Row 1004")
                    .hasMessageContaining("dimension 7");
            assertThat(ParameterHash.of(problem.state.weights())).isEqualTo(before);
            assertThat(problem.state.step()).isZero();
        }
    }

    private static void checkAll(SmallProblem problem, ReferenceLoss reference, DoubleSupplier loss) {
        for (int latent = 0; latent < SmallProblem.LATENTS; latent++) {
            float[] encoder = problem.encoderGradient(latent);
            float[] decoder = problem.decoderGradient(latent);
            for (int i = 0; i < SmallProblem.WIDTH; i++) {
                assertThat((double) encoder[i])
                        .as("W_enc[%d][%d]", latent, i)
                        .isCloseTo(slope(reference.encoder[latent], i, loss), within(2e-5));
                assertThat((double) decoder[i])
                        .as("W_dec[%d][%d]", latent, i)
                        .isCloseTo(slope(reference.decoder[latent], i, loss), within(2e-5));
            }
            assertThat((double) problem.biasGradient(latent))
                    .as("b_enc[%d]", latent)
                    .isCloseTo(slope(reference.encoderBias, latent, loss), within(2e-5));
        }
    }

    private static double slope(double[] parameters, int i, DoubleSupplier loss) {
        double at = parameters[i];
        parameters[i] = at + STEP;
        double above = loss.getAsDouble();
        parameters[i] = at - STEP;
        double below = loss.getAsDouble();
        parameters[i] = at;
        return (above - below) / (2 * STEP);
    }
}
