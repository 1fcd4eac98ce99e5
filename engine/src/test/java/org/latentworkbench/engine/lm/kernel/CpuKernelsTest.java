package org.latentworkbench.engine.lm.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.tensor.VectorKernels;

/** The fused operations against those of libtorch. */
class CpuKernelsTest {
    private final NativeScope scope = NativeScope.open(ComputeDevice.CPU);
    private final CpuKernels cpu = new CpuKernels(2);
    private final TorchKernels torch = TorchKernels.FLOAT32;
    private final Random random = new Random(3);

    @AfterEach
    void close() {
        cpu.close();
        scope.close();
    }

    private NDArray normal(double deviation, long... shape) {
        long size = 1;
        for (long extent : shape) {
            size *= extent;
        }
        float[] values = new float[(int) size];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return scope.upload(MemorySegment.ofArray(values), shape);
    }

    private static void assertNear(NDArray actual, NDArray expected) {
        float[] ours = NativeScope.download(actual);
        assertThat(actual.getShape()).isEqualTo(expected.getShape());
        float[] theirs = NativeScope.download(expected);
        float worst = 0;
        for (int i = 0; i < ours.length; i++) {
            worst = Math.max(worst, Math.abs(ours[i] - theirs[i]) / (1 + Math.abs(theirs[i])));
        }
        assertThat(worst).isLessThan(2e-5f);
    }

    @Test
    void exponentialsAreWithinTwoUnits() {
        float[] x = new float[VectorKernels.LANES];
        double worst = 0;
        for (int round = 0; round < 2000; round++) {
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextFloat(-86, 87);
            }
            FloatVector y = FloatMath.exp(FloatVector.fromArray(VectorKernels.SPECIES, x, 0));
            FloatVector t = FloatMath.tanh(FloatVector.fromArray(VectorKernels.SPECIES, x, 0));
            for (int i = 0; i < x.length; i++) {
                double exact = Math.exp(x[i]);
                worst = Math.max(worst, Math.abs(y.lane(i) - exact) / exact);
                worst = Math.max(worst, Math.abs(t.lane(i) - Math.tanh(x[i])));
            }
        }
        assertThat(worst).isLessThan(2.4e-7);
    }

    @ParameterizedTest
    @EnumSource
    void everyActivationAgreesAloneAndAsAGate(Activation activation) {
        NDArray x = normal(4, 3, 37);
        NDArray up = normal(1, 3, 37);
        assertNear(cpu.activate(activation, x.duplicate()), torch.activate(activation, x));
        assertNear(cpu.gate(activation, x.duplicate(), up), torch.gate(activation, x, up));
    }

    @ParameterizedTest
    @CsvSource({"1, 5, 7", "9, 33, 17", "700, 64, 30"})
    void productsAgree(int rows, int in, int out) {
        NDArray x = normal(1, rows, in);
        NDArray weight = normal(0.3, out, in);
        NDArray bias = normal(1, out);
        assertNear(cpu.linear(x, weight, bias), torch.linear(x, weight, bias));
        assertNear(cpu.linear(x, weight, null), torch.linear(x, weight, null));
    }

    @Test
    void normsAgree() {
        NDArray x = normal(3, 2, 5, 19);
        NDArray weight = normal(1, 19);
        assertNear(cpu.rmsNorm(x, weight, 1e-5f, 0), torch.rmsNorm(x, weight, 1e-5f, 0));
        assertNear(cpu.rmsNorm(x, weight, 1e-5f, 1), torch.rmsNorm(x, weight, 1e-5f, 1));
    }

    /** Longer than a tile, grouped, within a window, capped, and behind positions known before. */
    @ParameterizedTest
    @CsvSource({
        "300, 0, 2147483647, Infinity",
        "300, 0, 50, Infinity",
        "300, 0, 140, 1.5",
        "7, 200, 60, 2",
        "1, 9, 3, Infinity"
    })
    void attentionAgrees(int length, int first, int window, double cap) {
        AttentionRule rule = new AttentionRule(0.3, window, cap);
        Positions positions = new Positions(scope, first, length, new Rotation(RotaryTables.some(4), 1.25));
        NDArray joint = normal(1, 2, length, 3 * 4 * 10);
        Heads queries = new Heads(joint, 4, 10, 0, 30);
        Heads keys = Heads.packed(normal(1, 2, first + length, 2 * 10), 2, 10);
        Heads values = Heads.packed(normal(1, 2, first + length, 2 * 10), 2, 10);
        List<NDArray> patterns = new ArrayList<>();
        NDArray ours = cpu.attend(queries, keys, values, rule, positions, p -> patterns.add(p.duplicate()));
        NDArray theirs = torch.attend(queries, keys, values, rule, positions, p -> patterns.add(p.duplicate()));
        assertNear(ours, theirs);
        assertNear(patterns.get(0), patterns.get(1));
        assertNear(cpu.attend(queries, keys, values, rule, positions, null), theirs);
    }

    @Test
    void rotationAgrees() {
        Positions positions = new Positions(scope, 5, 6, new Rotation(RotaryTables.some(3), 1));
        NDArray joint = normal(1, 2, 6, 4 * 20);
        Heads inside = new Heads(joint, 4, 10, 10, 20);
        Heads theirs = torch.rotate(inside, positions);
        Heads ours = cpu.rotate(new Heads(joint.duplicate(), 4, 10, 10, 20), positions);
        assertNear(ours.pack().array(), theirs.array());
    }

    /** Rotation speeds for tests. */
    private static final class RotaryTables {
        static double[] some(int pairs) {
            double[] speeds = new double[pairs];
            for (int j = 0; j < pairs; j++) {
                speeds[j] = Math.pow(100, -j / (double) pairs);
            }
            return speeds;
        }
    }

    @Test
    void scoresInMemoryAreBounded() {
        Heads queries = Heads.packed(scope.manager().zeros(new ai.djl.ndarray.types.Shape(1, 64, 24)), 12, 2);
        int rows = TorchKernels.rowsAtOnce(queries, 1 << 20);
        assertThat(12L * rows << 20)
                .isLessThanOrEqualTo(TorchKernels.MAX_SCORES)
                .isPositive();
        assertThat(TorchKernels.rowsAtOnce(queries, Integer.MAX_VALUE)).isEqualTo(1);
    }
}
