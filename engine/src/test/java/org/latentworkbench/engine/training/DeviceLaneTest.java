package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** The device lane must do what the CPU lane does, on whatever device there is. */
class DeviceLaneTest {
    private static final ComputeDevice DEVICE = ComputeDevice.parse("auto");
    private static final double ALPHA = 0.5;
    private static final double RATE = 1e-3;
    private static final Sparsity SPARSITY = new Sparsity(0.4, 6, 3, 0.1);

    private record Case(String name, TrainingConfig config, int rowsAtOnce) {
        Case inParts() {
            return new Case(name + ", four rows at a time", config, 4);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case chosen(String name, SaeKind kind, boolean multi) {
        TrainingConfig config = SmallProblem.config(kind, new Objective.Choice(multi), ALPHA, 1);
        return new Case(name, config, SmallProblem.BATCH);
    }

    private static Case penalised(String name, SaeKind kind, Objective objective) {
        return new Case(name, SmallProblem.config(kind, objective, 0, 1), SmallProblem.BATCH);
    }

    static Stream<Case> cases() {
        return Stream.concat(wholeBatches(), wholeBatches().map(Case::inParts));
    }

    static Stream<Case> wholeBatches() {
        int latents = SmallProblem.LATENTS;
        SaeKind random = SaeKind.MatryoshkaRandom.usual(latents);
        TrainingConfig averaged = SmallProblem.config(new SaeKind.TopK(3), new Objective.Choice(false), ALPHA, 0.05);
        return Stream.of(
                chosen("TopK", new SaeKind.TopK(3), false),
                chosen("Multi-TopK", new SaeKind.TopK(3), true),
                chosen("Multi-TopK of all latents", new SaeKind.TopK(latents), true),
                chosen("BatchTopK", new SaeKind.BatchTopK(3), false),
                chosen("Matryoshka", new SaeKind.Matryoshka(4, List.of(5, 9, latents)), false),
                chosen(
                        "Matryoshka per row, weighted",
                        new SaeKind.Matryoshka(
                                2, List.of(1, latents), List.of(1.0, 3.0), SaeKind.Matryoshka.Choice.PER_ROW),
                        false),
                new Case(
                        "clipped and averaged TopK",
                        averaged.withOptimiser(averaged.optimiser().withAveraging(0.9)),
                        SmallProblem.BATCH),
                penalised("ReLU", new SaeKind.Relu(), new Objective.L1(SPARSITY, false)),
                penalised("ReLU of April", new SaeKind.Relu(false), new Objective.L1(SPARSITY, true)),
                penalised("Gated", new SaeKind.Gated(), new Objective.GateL1(SPARSITY)),
                penalised("JumpReLU", new SaeKind.JumpRelu(false), new Objective.L0(SPARSITY, false, 0.5, 0)),
                penalised(
                        "JumpReLU towards a target", new SaeKind.JumpRelu(), new Objective.L0(SPARSITY, true, 0.5, 0)),
                penalised(
                        "random Matryoshka",
                        random,
                        new Objective.RandomPrefixes(SPARSITY, 4, PrefixLaw.POWER, false, 0)),
                penalised(
                        "random Matryoshka with logarithm, reordered",
                        random,
                        new Objective.RandomPrefixes(SPARSITY, 3, PrefixLaw.PARETO, true, 4)));
    }

    private static DeviceLane lane(SmallProblem problem, int rowsAtOnce) {
        return new DeviceLane(
                problem.config,
                problem.state,
                problem.scale,
                SmallProblem.DEAD_WINDOW,
                DEVICE,
                problem.pool,
                rowsAtOnce);
    }

    private static void nextBatch(SmallProblem problem, int step) {
        SmallProblem.fill(problem.raw, new SplittableRandom(100 + step), 3);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aStepIsThatOfTheCpuLane(Case one) {
        try (SmallProblem cpu = new SmallProblem(one.config());
                SmallProblem other = new SmallProblem(one.config());
                DeviceLane lane = lane(other, one.rowsAtOnce())) {
            cpu.markHalfDead();
            other.markHalfDead();
            assertSame(cpu.lane.step(cpu.raw, 0, RATE), lane.step(other.raw, 0, RATE), 1e-5);
            lane.writeBack();
            assertSame(cpu.state, other.state, 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void thirtyStepsStayTogether(Case one) {
        try (SmallProblem cpu = new SmallProblem(one.config());
                SmallProblem other = new SmallProblem(one.config());
                DeviceLane lane = lane(other, one.rowsAtOnce())) {
            cpu.markHalfDead();
            other.markHalfDead();
            for (int step = 0; step < 30; step++) {
                nextBatch(cpu, step);
                assertSame(cpu.lane.step(cpu.raw, 0, RATE), lane.step(cpu.raw, 0, RATE), 1e-3);
            }
            lane.writeBack();
            assertSame(cpu.state, other.state, 1e-3);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRunGoesOnFromWhatWasWrittenBackAsIfItHadNotStopped(Case one) {
        try (SmallProblem whole = new SmallProblem(one.config());
                SmallProblem stopped = new SmallProblem(one.config());
                DeviceLane lane = lane(whole, one.rowsAtOnce())) {
            DeviceLane first = lane(stopped, one.rowsAtOnce());
            for (int step = 0; step < 5; step++) {
                nextBatch(whole, step);
                lane.step(whole.raw, 0, RATE);
                first.step(whole.raw, 0, RATE);
            }
            first.writeBack();
            first.close();
            try (DeviceLane second = lane(stopped, one.rowsAtOnce())) {
                for (int step = 5; step < 10; step++) {
                    nextBatch(whole, step);
                    lane.step(whole.raw, 0, RATE);
                    second.step(whole.raw, 0, RATE);
                }
                second.writeBack();
                lane.writeBack();
            }
            assertSame(whole.state, stopped.state, 0);
        }
    }

    @Test
    void aRunGoesOnOnTheOtherLane() {
        TrainingConfig config = wholeBatches()
                .filter(one -> one.name().equals("Matryoshka"))
                .findFirst()
                .orElseThrow()
                .config();
        try (SmallProblem cpu = new SmallProblem(config);
                SmallProblem mixed = new SmallProblem(config)) {
            for (int step = 0; step < 10; step++) {
                nextBatch(cpu, step);
                cpu.lane.step(cpu.raw, 0, RATE);
                if (step < 5) {
                    mixed.lane.step(cpu.raw, 0, RATE);
                }
            }
            try (DeviceLane lane = lane(mixed, SmallProblem.BATCH)) {
                for (int step = 5; step < 10; step++) {
                    nextBatch(cpu, step);
                    lane.step(cpu.raw, 0, RATE);
                }
                lane.writeBack();
            }
            assertSame(cpu.state, mixed.state, 1e-3);
        }
    }

    @ParameterizedTest
    @MethodSource("wholeBatches")
    void nativeArraysDoNotPileUp(Case one) {
        try (SmallProblem problem = new SmallProblem(one.config());
                DeviceLane lane = lane(problem, one.rowsAtOnce())) {
            problem.markHalfDead();
            int early = 0;
            for (int step = 0; step < 50; step++) {
                lane.step(problem.raw, 0, RATE);
                early = step == 4 ? lane.arrays() : early;
            }
            assertThat(lane.arrays()).isEqualTo(early);
        }
    }

    @Test
    void aRowThatIsNotFiniteIsRefusedByItsNumberAndChangesNothing() {
        try (SmallProblem problem = new SmallProblem(new SaeKind.TopK(3), 0, 1);
                DeviceLane lane = lane(problem, SmallProblem.BATCH)) {
            lane.step(problem.raw, 0, RATE);
            lane.writeBack();
            String before = ParameterHash.of(problem.state.weights());
            problem.raw.set(4, 7, Float.NaN);
            assertThatThrownBy(() -> lane.step(problem.raw, 1000, RATE))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Row 1004")
                    .hasMessageContaining("dimension 7");
            problem.raw.set(4, 7, 1e30f);
            assertThatThrownBy(() -> lane.step(problem.raw, 1000, RATE))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("Row 1004")
                    .hasMessageContaining("too large");
            lane.writeBack();
            assertThat(ParameterHash.of(problem.state.weights())).isEqualTo(before);
            assertThat(problem.state.step()).isEqualTo(1);
        }
    }

    private static void assertSame(StepReport expected, StepReport actual, double share) {
        assertThat(actual.loss()).isCloseTo(expected.loss(), within(share * expected.loss()));
        assertThat(actual.auxiliaryLoss())
                .isCloseTo(expected.auxiliaryLoss(), within(share * Math.max(1e-3, expected.auxiliaryLoss())));
        assertThat(actual.residuals()).hasSameSizeAs(expected.residuals());
        for (int i = 0; i < actual.residuals().length; i++) {
            assertThat(actual.residuals()[i])
                    .isCloseTo(expected.residuals()[i], within(share * expected.residuals()[i]));
        }
        assertThat(actual.variance()).isCloseTo(expected.variance(), within(share * expected.variance()));
        assertThat(actual.active()).isEqualTo(expected.active());
        assertThat(actual.dead()).isEqualTo(expected.dead());
    }

    private static void assertSame(TrainingState expected, TrainingState actual, double share) {
        assertSame("w", expected.weights(), actual.weights(), share);
        assertSame("m", expected.firstMoments(), actual.firstMoments(), share);
        assertSame("v", expected.secondMoments(), actual.secondMoments(), share);
        WeightAverage average = expected.average();
        WeightAverage other = actual.average();
        if (average != null && other != null) {
            assertSame("average", average.sums(), other.sums(), share);
        }
        assertThat(actual.step()).isEqualTo(expected.step());
        assertThat(actual.silentTokens()).containsExactly(expected.silentTokens());
        double largest = Arrays.stream(expected.energies()).max().orElseThrow();
        assertThat(actual.energies()).containsExactly(expected.energies(), within(share * largest));
        double threshold = expected.threshold().value();
        assertThat(actual.threshold().batches()).isEqualTo(expected.threshold().batches());
        assertThat(actual.threshold().value()).isCloseTo(threshold, within(share * threshold));
        assertThat(actual.control().coefficient()).isEqualTo(expected.control().coefficient());
        assertThat(actual.control().meanActive()).isEqualTo(expected.control().meanActive());
    }

    private static void assertSame(String what, SaeWeights expected, SaeWeights actual, double share) {
        assertSame(what + " encoder", expected.encoder(), actual.encoder(), share);
        assertSame(what + " decoder", expected.decoder(), actual.decoder(), share);
        assertSame(what + " encoder bias", expected.encoderBias(), actual.encoderBias(), share);
        assertSame(what + " decoder bias", expected.decoderBias(), actual.decoderBias(), share);
        for (int row = 0; row < expected.further().rows(); row++) {
            assertSame(
                    what + " further " + row,
                    expected.further().rows(row, 1),
                    actual.further().rows(row, 1),
                    share);
        }
    }

    private static void assertSame(String what, FloatMatrix expected, FloatMatrix actual, double share) {
        double largest = 0;
        double difference = 0;
        for (long row = 0; row < expected.rows(); row++) {
            for (int column = 0; column < expected.columns(); column++) {
                largest = Math.max(largest, Math.abs(expected.get(row, column)));
                difference = Math.max(difference, Math.abs(expected.get(row, column) - actual.get(row, column)));
            }
        }
        assertThat(difference).as(what).isLessThanOrEqualTo(share * largest);
        assertThat(largest).as("size of " + what).isFinite();
    }
}
