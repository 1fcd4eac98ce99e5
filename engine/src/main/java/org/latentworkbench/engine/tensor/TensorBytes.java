package org.latentworkbench.engine.tensor;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Conversions between the little-endian elements of a file and Java numbers. */
final class TensorBytes {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT = JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private TensorBytes() {}

    /** Reads {@code count} elements from element {@code first} of {@code source} as floats in native order. */
    static void toFloats(MemorySegment source, DType dtype, long first, long count, MemorySegment target) {
        switch (dtype) {
            case F32 -> MemorySegment.copy(source, FLOAT, first * 4, target, JAVA_FLOAT_UNALIGNED, 0, count);
            case BF16 -> {
                for (long i = 0; i < count; i++) {
                    put(target, i, Float.intBitsToFloat(source.getAtIndex(SHORT, first + i) << 16));
                }
            }
            case F16 -> {
                for (long i = 0; i < count; i++) {
                    put(target, i, Float.float16ToFloat(source.getAtIndex(SHORT, first + i)));
                }
            }
            case F64 -> {
                for (long i = 0; i < count; i++) {
                    put(target, i, (float) source.getAtIndex(DOUBLE, first + i));
                }
            }
            case I64, I32, I16, I8, U32, U16, U8, BOOL -> {
                for (long i = 0; i < count; i++) {
                    put(target, i, (float) toLong(source, dtype, first + i));
                }
            }
        }
    }

    /** One integer element. */
    static long toLong(MemorySegment source, DType dtype, long index) {
        return switch (dtype) {
            case I64 -> source.getAtIndex(LONG, index);
            case I32 -> source.getAtIndex(INT, index);
            case U32 -> Integer.toUnsignedLong(source.getAtIndex(INT, index));
            case I16 -> source.getAtIndex(SHORT, index);
            case U16 -> Short.toUnsignedLong(source.getAtIndex(SHORT, index));
            case I8 -> source.get(JAVA_BYTE, index);
            case U8 -> Byte.toUnsignedLong(source.get(JAVA_BYTE, index));
            case BOOL -> source.get(JAVA_BYTE, index) == 0 ? 0 : 1;
            case F64, F32, F16, BF16 -> throw new IllegalArgumentException(dtype + " is no integer type");
        };
    }

    /** Writes one float as an element of a floating-point type; F16 and BF16 round to nearest, ties to even. */
    static void putFloat(MemorySegment target, DType dtype, long index, float value) {
        switch (dtype) {
            case F32 -> target.setAtIndex(FLOAT, index, value);
            case F64 -> target.setAtIndex(DOUBLE, index, value);
            case F16 -> target.setAtIndex(SHORT, index, Float.floatToFloat16(value));
            case BF16 -> target.setAtIndex(SHORT, index, bfloat16(value));
            case I64, I32, I16, I8, U32, U16, U8, BOOL ->
                throw new IllegalArgumentException(dtype + " is no floating-point type");
        }
    }

    /** Writes one whole number as an element of an integer type. */
    static void putLong(MemorySegment target, DType dtype, long index, long value) {
        switch (dtype) {
            case I64 -> target.setAtIndex(LONG, index, value);
            case I32, U32 -> target.setAtIndex(INT, index, (int) value);
            case I16, U16 -> target.setAtIndex(SHORT, index, (short) value);
            case I8, U8 -> target.set(JAVA_BYTE, index, (byte) value);
            case BOOL -> target.set(JAVA_BYTE, index, (byte) (value == 0 ? 0 : 1));
            case F64, F32, F16, BF16 -> throw new IllegalArgumentException(dtype + " is no integer type");
        }
    }

    /** Smallest and largest whole number an integer type holds; U32 and below fit a long. */
    static boolean holds(DType dtype, long value) {
        return switch (dtype) {
            case I64 -> true;
            case I32 -> value == (int) value;
            case I16 -> value == (short) value;
            case I8 -> value == (byte) value;
            case U32 -> value >>> 32 == 0;
            case U16 -> value >>> 16 == 0;
            case U8 -> value >>> 8 == 0;
            case BOOL -> value == 0 || value == 1;
            case F64, F32, F16, BF16 -> false;
        };
    }

    private static short bfloat16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40); // keep it a NaN when its low bits are cut off
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }

    private static void put(MemorySegment target, long index, float value) {
        target.set(JAVA_FLOAT_UNALIGNED, index * JAVA_FLOAT.byteSize(), value);
    }
}
