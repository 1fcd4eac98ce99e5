package org.latentworkbench.engine.lm.kernel;

import static org.latentworkbench.engine.tensor.VectorKernels.LANES;
import static org.latentworkbench.engine.tensor.VectorKernels.SPECIES;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import org.latentworkbench.engine.tensor.VectorKernels;

/** Passes over rows of floats in native memory; the last vector of a row is masked. */
final class RowKernels {
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private RowKernels() {}

    private static VectorMask<Float> lanes(long at, long end) {
        return SPECIES.indexInRange(at, end);
    }

    private static FloatVector load(MemorySegment data, long at, VectorMask<Float> lanes) {
        return FloatVector.fromMemorySegment(SPECIES, data, at << 2, ORDER, lanes);
    }

    private static void store(FloatVector value, MemorySegment data, long at, VectorMask<Float> lanes) {
        value.intoMemorySegment(data, at << 2, ORDER, lanes);
    }

    /**
     * {@code x ← x σ(a x + b x³)}, times {@code up} where there is one.
     *
     * @param up as long as {@code x}; {@code x} itself where there is none
     */
    static void sigmoidGate(MemorySegment x, MemorySegment up, boolean gated, float a, float b, long from, long to) {
        long end = to - (to - from) % LANES;
        for (long i = from; i < end; i += LANES) {
            FloatVector v = VectorKernels.load(x, i);
            FloatVector y = sigmoidGate(v, a, b);
            VectorKernels.store(gated ? y.mul(VectorKernels.load(up, i)) : y, x, i);
        }
        if (end < to) {
            VectorMask<Float> lanes = lanes(end, to);
            FloatVector y = sigmoidGate(load(x, end, lanes), a, b);
            store(gated ? y.mul(load(up, end, lanes)) : y, x, end, lanes);
        }
    }

    private static FloatVector sigmoidGate(FloatVector v, float a, float b) {
        FloatVector argument = b == 0 ? v.mul(-a) : v.mul(v).mul(-b).sub(a).mul(v);
        return v.div(FloatMath.exp(argument).add(1f));
    }

    /** {@code target = x / sqrt(mean(x²) + ε) (offset + w)} for one row. */
    static void rmsNorm(
            MemorySegment x,
            MemorySegment target,
            long start,
            int width,
            MemorySegment w,
            float epsilon,
            float offset) {
        double square = VectorKernels.dot(x, start, x, start, width);
        float factor = (float) (1 / Math.sqrt(square / width + epsilon));
        for (int i = 0; i < width; i += LANES) {
            VectorMask<Float> lanes = lanes(i, width);
            FloatVector weight = load(w, i, lanes).add(offset);
            store(load(x, start + i, lanes).mul(factor).mul(weight), target, start + i, lanes);
        }
    }

    /** Turns the pairs (j, j + pairs) of one head's vector; the tables begin at {@code table}. */
    static void rotate(MemorySegment x, long start, int pairs, float[] cosine, float[] sine, int table) {
        for (int j = 0; j < pairs; j += LANES) {
            VectorMask<Float> lanes = lanes(j, pairs);
            FloatVector c = FloatVector.fromArray(SPECIES, cosine, table + j, lanes);
            FloatVector s = FloatVector.fromArray(SPECIES, sine, table + j, lanes);
            FloatVector left = load(x, start + j, lanes);
            FloatVector right = load(x, start + pairs + j, lanes);
            store(left.mul(c).sub(right.mul(s)), x, start + j, lanes);
            store(right.mul(c).add(left.mul(s)), x, start + pairs + j, lanes);
        }
    }

    /**
     * Softmax in place over the seen part of a row of scores; the rest becomes 0.
     *
     * @param start of the row
     * @param from first seen column
     * @param to end of the seen columns
     * @param length of the row
     */
    static void softmax(MemorySegment scores, long start, int from, int to, int length, AttentionRule rule) {
        if (rule.capped()) {
            cap(scores, start + from, start + to, (float) rule.softCap());
        }
        FloatVector most = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
        int whole = to - (to - from) % LANES;
        for (int i = from; i < whole; i += LANES) {
            most = most.max(VectorKernels.load(scores, start + i));
        }
        VectorMask<Float> rest = lanes(whole, to);
        if (whole < to) {
            most = most.lanewise(VectorOperators.MAX, load(scores, start + whole, rest), rest);
        }
        float largest = most.reduceLanes(VectorOperators.MAX); // the same in any order
        FloatVector total = FloatVector.zero(SPECIES);
        for (int i = from; i < whole; i += LANES) {
            FloatVector e = FloatMath.exp(VectorKernels.load(scores, start + i).sub(largest));
            VectorKernels.store(e, scores, start + i);
            total = total.add(e);
        }
        if (whole < to) {
            FloatVector e = FloatMath.exp(load(scores, start + whole, rest).sub(largest));
            store(e, scores, start + whole, rest);
            total = total.add(e, rest);
        }
        float factor = 1 / VectorKernels.sum(total);
        for (int i = from; i < whole; i += LANES) {
            VectorKernels.store(VectorKernels.load(scores, start + i).mul(factor), scores, start + i);
        }
        if (whole < to) {
            store(load(scores, start + whole, rest).mul(factor), scores, start + whole, rest);
        }
        clear(scores, start, start + from);
        clear(scores, start + to, start + length);
    }

    private static void cap(MemorySegment scores, long from, long to, float cap) {
        for (long i = from; i < to; i += LANES) {
            VectorMask<Float> lanes = lanes(i, to);
            store(FloatMath.tanh(load(scores, i, lanes).div(cap)).mul(cap), scores, i, lanes);
        }
    }

    private static void clear(MemorySegment data, long from, long to) {
        data.asSlice(from << 2, (to - from) << 2).fill((byte) 0);
    }
}
