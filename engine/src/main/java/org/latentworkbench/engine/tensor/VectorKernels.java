package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Passes over float rows with the Vector API: rows in native memory, given by their segment and first element, and scratch
 * rows on the heap.
 *
 * <p>Sums are added in a fixed order. {@code reduceLanes} is not used for them: its order is unspecified and differs between
 * interpreted and compiled code, so a resumed run would not repeat an uninterrupted one bit for bit.
 */
public final class VectorKernels {
    /** The widest vectors of this processor. */
    public static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    /** Floats in a vector. */
    public static final int LANES = SPECIES.length();

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    private VectorKernels() {}

    /** Lanes as floats of a row in native memory. */
    public static FloatVector load(MemorySegment segment, long element) {
        return FloatVector.fromMemorySegment(SPECIES, segment, element << 2, ORDER);
    }

    /** Writes lanes to a row in native memory. */
    public static void store(FloatVector vector, MemorySegment segment, long element) {
        vector.intoMemorySegment(segment, element << 2, ORDER);
    }

    /** First element that no longer fills a vector. */
    public static int vectorEnd(int length) {
        return length - length % LANES;
    }

    /** One element of a row in native memory. */
    public static float get(MemorySegment segment, long element) {
        return segment.get(ValueLayout.JAVA_FLOAT, element << 2);
    }

    /** Sets one element of a row in native memory. */
    public static void set(MemorySegment segment, long element, float value) {
        segment.set(ValueLayout.JAVA_FLOAT, element << 2, value);
    }

    /** Sum of the lanes in a fixed order. */
    public static float sum(FloatVector v) {
        return switch (LANES) {
            case 16 ->
                (((v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3)))
                                + ((v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7))))
                        + (((v.lane(8) + v.lane(9)) + (v.lane(10) + v.lane(11)))
                                + ((v.lane(12) + v.lane(13)) + (v.lane(14) + v.lane(15))));
            case 8 ->
                ((v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3)))
                        + ((v.lane(4) + v.lane(5)) + (v.lane(6) + v.lane(7)));
            case 4 -> (v.lane(0) + v.lane(1)) + (v.lane(2) + v.lane(3));
            default -> {
                float sum = 0;
                for (int i = 0; i < LANES; i++) {
                    sum += v.lane(i);
                }
                yield sum;
            }
        };
    }

    /** Inner product of two rows in native memory. */
    public static float dot(MemorySegment a, long aStart, MemorySegment b, long bStart, int length) {
        int end = length - length % (2 * LANES);
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int i = 0;
        for (; i < end; i += 2 * LANES) {
            even = load(a, aStart + i).fma(load(b, bStart + i), even);
            odd = load(a, aStart + i + LANES).fma(load(b, bStart + i + LANES), odd);
        }
        float sum = sum(even.add(odd));
        for (; i < length; i++) {
            sum = Math.fma(get(a, aStart + i), get(b, bStart + i), sum);
        }
        return sum;
    }

    /** Inner product of a scratch row and a row in native memory. */
    public static float dot(float[] a, MemorySegment b, long bStart) {
        int length = a.length;
        int end = length - length % (2 * LANES);
        FloatVector even = FloatVector.zero(SPECIES);
        FloatVector odd = even;
        int i = 0;
        for (; i < end; i += 2 * LANES) {
            even = FloatVector.fromArray(SPECIES, a, i).fma(load(b, bStart + i), even);
            odd = FloatVector.fromArray(SPECIES, a, i + LANES).fma(load(b, bStart + i + LANES), odd);
        }
        float sum = sum(even.add(odd));
        for (; i < length; i++) {
            sum = Math.fma(a[i], get(b, bStart + i), sum);
        }
        return sum;
    }

    /** Sum of squares of a scratch row. */
    public static float sumOfSquares(float[] a) {
        int end = vectorEnd(a.length);
        FloatVector total = FloatVector.zero(SPECIES);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector v = FloatVector.fromArray(SPECIES, a, i);
            total = v.fma(v, total);
        }
        float sum = sum(total);
        for (; i < a.length; i++) {
            sum = Math.fma(a[i], a[i], sum);
        }
        return sum;
    }

    /** {@code target += factor * source}, the source in native memory. */
    public static void addScaled(float[] target, float factor, MemorySegment source, long start) {
        int end = vectorEnd(target.length);
        FloatVector f = FloatVector.broadcast(SPECIES, factor);
        int i = 0;
        for (; i < end; i += LANES) {
            load(source, start + i)
                    .fma(f, FloatVector.fromArray(SPECIES, target, i))
                    .intoArray(target, i);
        }
        for (; i < target.length; i++) {
            target[i] = Math.fma(factor, get(source, start + i), target[i]);
        }
    }

    /** {@code target += f0 * row0 + f1 * row1 + f2 * row2 + f3 * row3} with one pass over the target. */
    public static void addScaled4(
            float[] target,
            MemorySegment source,
            long row0,
            float f0,
            long row1,
            float f1,
            long row2,
            float f2,
            long row3,
            float f3) {
        int end = vectorEnd(target.length);
        FloatVector v0 = FloatVector.broadcast(SPECIES, f0);
        FloatVector v1 = FloatVector.broadcast(SPECIES, f1);
        FloatVector v2 = FloatVector.broadcast(SPECIES, f2);
        FloatVector v3 = FloatVector.broadcast(SPECIES, f3);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector t = FloatVector.fromArray(SPECIES, target, i);
            t = load(source, row0 + i).fma(v0, t);
            t = load(source, row1 + i).fma(v1, t);
            t = load(source, row2 + i).fma(v2, t);
            load(source, row3 + i).fma(v3, t).intoArray(target, i);
        }
        for (; i < target.length; i++) {
            float t = Math.fma(f0, get(source, row0 + i), target[i]);
            t = Math.fma(f1, get(source, row1 + i), t);
            t = Math.fma(f2, get(source, row2 + i), t);
            target[i] = Math.fma(f3, get(source, row3 + i), t);
        }
    }

    /** {@code target += source}, both scratch rows. */
    public static void addTo(float[] target, float[] source) {
        int end = vectorEnd(target.length);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector.fromArray(SPECIES, target, i)
                    .add(FloatVector.fromArray(SPECIES, source, i))
                    .intoArray(target, i);
        }
        for (; i < target.length; i++) {
            target[i] += source[i];
        }
    }

    /** {@code target = keep * target + (1 - keep) * source}, both in native memory. */
    public static void average(MemorySegment target, MemorySegment source, long start, int length, float keep) {
        int end = vectorEnd(length);
        float take = 1 - keep;
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector old = load(target, start + i).mul(keep);
            store(load(source, start + i).mul(take).add(old), target, start + i);
        }
        for (; i < length; i++) {
            set(target, start + i, get(source, start + i) * take + get(target, start + i) * keep);
        }
    }

    /** {@code target = factor * source}, the target in native memory. */
    public static void storeScaled(float[] source, float factor, MemorySegment target, long start) {
        int end = vectorEnd(source.length);
        int i = 0;
        for (; i < end; i += LANES) {
            store(FloatVector.fromArray(SPECIES, source, i).mul(factor), target, start + i);
        }
        for (; i < source.length; i++) {
            set(target, start + i, source[i] * factor);
        }
    }

    /** {@code target += source}, both in native memory. */
    public static void add(MemorySegment target, long start, MemorySegment source, long sourceStart, int length) {
        int end = vectorEnd(length);
        int i = 0;
        for (; i < end; i += LANES) {
            store(load(target, start + i).add(load(source, sourceStart + i)), target, start + i);
        }
        for (; i < length; i++) {
            set(target, start + i, get(target, start + i) + get(source, sourceStart + i));
        }
    }

    /** Sets to 0 the elements of {@code target} where {@code mask} is 0, both in native memory. */
    public static void clearWhereZero(MemorySegment target, MemorySegment mask, long start, int length) {
        int end = vectorEnd(length);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector kept =
                    load(target, start + i).blend(0f, load(mask, start + i).compare(VectorOperators.EQ, 0f));
            store(kept, target, start + i);
        }
        for (; i < length; i++) {
            if (get(mask, start + i) == 0) {
                set(target, start + i, 0);
            }
        }
    }

    /** {@code target = a - b}, all in native memory. */
    public static void subtract(
            MemorySegment a, long aStart, MemorySegment b, long bStart, MemorySegment target, long start, int length) {
        int end = vectorEnd(length);
        int i = 0;
        for (; i < end; i += LANES) {
            store(load(a, aStart + i).sub(load(b, bStart + i)), target, start + i);
        }
        for (; i < length; i++) {
            set(target, start + i, get(a, aStart + i) - get(b, bStart + i));
        }
    }

    /** {@code target *= factor} in native memory. */
    public static void scale(MemorySegment target, long start, int length, float factor) {
        int end = vectorEnd(length);
        int i = 0;
        for (; i < end; i += LANES) {
            store(load(target, start + i).mul(factor), target, start + i);
        }
        for (; i < length; i++) {
            set(target, start + i, get(target, start + i) * factor);
        }
    }

    /** Euclidean norm of a row in native memory. */
    public static float norm(MemorySegment a, long start, int length) {
        return (float) Math.sqrt(dot(a, start, a, start, length));
    }
}
