package org.latentworkbench.engine.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;

/** Number arrays as little-endian bytes and back. */
final class ArrayBytes {
    private ArrayBytes() {}

    static int type(Object array) {
        return switch (array) {
            case int[] _ -> 1;
            case long[] _ -> 2;
            case float[] _ -> 3;
            case double[] _ -> 4;
            case short[] _ -> 5;
            default -> throw new IllegalArgumentException("cannot write a " + array.getClass());
        };
    }

    static ByteBuffer encode(Object array) {
        return switch (array) {
            case int[] a -> {
                ByteBuffer bytes = allocate((long) a.length * Integer.BYTES);
                bytes.asIntBuffer().put(a);
                yield bytes;
            }
            case long[] a -> {
                ByteBuffer bytes = allocate((long) a.length * Long.BYTES);
                bytes.asLongBuffer().put(a);
                yield bytes;
            }
            case float[] a -> {
                ByteBuffer bytes = allocate((long) a.length * Float.BYTES);
                bytes.asFloatBuffer().put(a);
                yield bytes;
            }
            case double[] a -> {
                ByteBuffer bytes = allocate((long) a.length * Double.BYTES);
                bytes.asDoubleBuffer().put(a);
                yield bytes;
            }
            case short[] a -> {
                ByteBuffer bytes = allocate((long) a.length * Short.BYTES);
                bytes.asShortBuffer().put(a);
                yield bytes;
            }
            default -> throw new IllegalArgumentException("cannot write a " + array.getClass());
        };
    }

    /** What {@link #encode} gave, as bytes. */
    static byte[] toArray(ByteBuffer encoded) {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.duplicate().get(bytes);
        return bytes;
    }

    static Object decode(Path file, String name, int type, ByteBuffer bytes) {
        int length = bytes.remaining();
        return switch (type) {
            case 1 -> {
                int[] array = new int[length / Integer.BYTES];
                bytes.asIntBuffer().get(array);
                yield array;
            }
            case 2 -> {
                long[] array = new long[length / Long.BYTES];
                bytes.asLongBuffer().get(array);
                yield array;
            }
            case 3 -> {
                float[] array = new float[length / Float.BYTES];
                bytes.asFloatBuffer().get(array);
                yield array;
            }
            case 4 -> {
                double[] array = new double[length / Double.BYTES];
                bytes.asDoubleBuffer().get(array);
                yield array;
            }
            case 5 -> {
                short[] array = new short[length / Short.BYTES];
                bytes.asShortBuffer().get(array);
                yield array;
            }
            default ->
                throw new BadInputException(
                        file + " is damaged: \"" + name + "\" is of unknown element type " + type + ".");
        };
    }

    private static ByteBuffer allocate(long bytes) {
        if (bytes > Integer.MAX_VALUE - 16) {
            throw new IllegalArgumentException(bytes + " bytes in one array");
        }
        return ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
