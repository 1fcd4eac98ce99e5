package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

    static Stream<SaeKind> kinds() {
        return Stream.of(
                new SaeKind.TopK(3),
                new SaeKind.BatchTopK(3),
                new SaeKind.Matryoshka(4, List.of(5, 9, SmallProblem.LATENTS)),
                new SaeKind.Matryoshka(2, List.of(1, SmallProblem.LATENTS)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyGradientIsTheSlopeOfTheLoss(SaeKind kind) {
        try (SmallProblem problem = new SmallProblem(kind, 0, 0)) {
            CpuLane.StepGradients gradients = problem.lane.gradients(problem.raw, 0);
            ReferenceLoss reference = new ReferenceLoss(problem.state.weights(), problem.normalised(), kind);
            double lossScale = problem.state.lossScale();
            assertThat(gradients.report().loss()).isCloseTo(reference.reconstruction(lossScale), within(1e-5));
            checkAll(problem, reference, () -> reference.reconstruction(lossScale));
            for (int i = 0; i < SmallProblem.WIDTH; i++) {
                double slope = slope(reference.decoderBias, i, () -> reference.reconstruction(lossScale));
                assertThat(gradients.decoderBias()[i]).isCloseTo(slope, within(2e-5));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theAuxiliaryGradientIsTheSlopeOfAuxK(SaeKind kind) {
        try (SmallProblem problem = new SmallProblem(kind, ALPHA, 0)) {
            boolean[] dead = problem.markHalfDead();
            CpuLane.StepGradients gradients = problem.lane.gradients(problem.raw, 0);
            ReferenceLoss reference = new ReferenceLoss(problem.state.weights(), problem.normalised(), kind);
            ReferenceLoss.Frozen frozen = reference.freeze();
            double lossScale = problem.state.lossScale();
            DoubleSupplier loss = () -> reference.reconstruction(lossScale)
                    + reference.auxiliary(frozen, dead, ALPHA, SmallProblem.AUXILIARY_LATENTS);
            assertThat(gradients.report().auxiliaryLoss())
                    .isCloseTo(reference.auxiliary(frozen, dead, ALPHA, SmallProblem.AUXILIARY_LATENTS), within(1e-5));
            assertThat(gradients.report().dead()).isEqualTo(SmallProblem.LATENTS / 2);
            checkAll(problem, reference, loss);
            for (int i = 0; i < SmallProblem.WIDTH; i++) {
                double slope = slope(reference.decoderBias, i, () -> reference.reconstruction(lossScale));
                assertThat(gradients.decoderBias()[i]).isCloseTo(slope, within(2e-5));
            }
        }
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
