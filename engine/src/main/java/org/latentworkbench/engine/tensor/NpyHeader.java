package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;

/**
 * The checked header of an array in NumPy's format (numpy.lib.format, versions 1 to 3). The Python literal in it is
 * matched, never evaluated; object arrays, which hold a pickle, are refused.
 *
 * @param layout type, order and shape
 * @param dataStart where the elements begin, in bytes
 */
record NpyHeader(ArrayLayout layout, long dataStart) {
    static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself refuses longer ones by default (10,000); some writers add names of fields. */
    private static final int MAX_HEADER = 1 << 16;

    private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([^']*)'\\s*,?");
    private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)\\s*,?");
    private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9L,\\s]*)\\)\\s*,?");
    private static final Pattern TYPE = Pattern.compile("([<>|=]?)([a-zA-Z])(\\d{0,3})");

    /**
     * @param what names the array in a message
     * @param file the whole of it
     * @throws BadInputException if it is damaged or claims more than there is
     * @throws UnsupportedException if its elements are no numbers
     */
    static NpyHeader read(String what, MemorySegment file) {
        if (!startsWithMagic(file)) {
            throw bad(what, "it does not begin with the mark of an npy file");
        }
        int major = file.byteSize() < 10 ? 0 : file.get(ValueLayout.JAVA_BYTE, 6);
        if (major < 1 || major > 3) {
            throw bad(what, "its format version is " + major + ", known are 1 to 3");
        }
        int start = major == 1 ? 10 : 12;
        long length = file.byteSize() < start
                ? -1
                : major == 1
                        ? Short.toUnsignedLong(
                                file.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8))
                        : Integer.toUnsignedLong(
                                file.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8));
        if (length < 0 || length > MAX_HEADER || length > file.byteSize() - start) {
            throw bad(what, "its header claims " + length + " bytes of " + file.byteSize());
        }
        byte[] text = file.asSlice(start, length).toArray(ValueLayout.JAVA_BYTE);
        ArrayLayout layout = layout(what, new String(text, StandardCharsets.UTF_8).strip());
        long present = file.byteSize() - start - length;
        if (present != layout.bytes()) {
            throw bad(
                    what,
                    "its shape " + Arrays.toString(layout.shape()) + " of " + layout.dtype() + " needs "
                            + layout.bytes() + " bytes but it has " + present
                            + (present < layout.bytes() ? " (is the file truncated?)" : ""));
        }
        return new NpyHeader(layout, start + length);
    }

    static boolean startsWithMagic(MemorySegment file) {
        return file.byteSize() >= MAGIC.length
                && file.asSlice(0, MAGIC.length).mismatch(MemorySegment.ofArray(MAGIC)) < 0;
    }

    private static ArrayLayout layout(String what, String text) {
        if (Pattern.compile("'descr'\\s*:\\s*\\[").matcher(text).find()) {
            throw new UnsupportedException(what + " is a structured array; save its fields as arrays of their own.");
        }
        String descr = only(what, DESCR, text, "descr");
        boolean fortran = only(what, ORDER, text, "fortran_order").equals("True");
        String shape = only(what, SHAPE, text, "shape");
        String rest = text;
        for (Pattern part : new Pattern[] {DESCR, ORDER, SHAPE}) {
            rest = part.matcher(rest).replaceAll("");
        }
        if (!rest.replaceAll("\\s", "").equals("{}")) {
            throw bad(what, "its header holds more than descr, fortran_order and shape");
        }
        Matcher type = TYPE.matcher(descr);
        if (!type.matches()) {
            throw unsupported(what, descr);
        }
        return ArrayLayout.of(what, dtype(what, descr, type), type.group(1).equals(">"), fortran, extents(what, shape));
    }

    private static DType dtype(String what, String descr, Matcher type) {
        if (type.group(2).equals("O")) {
            throw new UnsupportedException(what + " holds Python objects (" + descr
                    + "), a pickle that could run code; it is not read. Save it as an array of numbers.");
        }
        return switch (type.group(2) + type.group(3)) {
            case "f2" -> DType.F16;
            case "f4" -> DType.F32;
            case "f8" -> DType.F64;
            // NumPy has no bfloat16: ml_dtypes and JAX save it as two raw bytes.
            case "V2" -> DType.BF16;
            case "i1" -> DType.I8;
            case "i2" -> DType.I16;
            case "i4" -> DType.I32;
            // Whole numbers of 64 bits are token ids and places here, far below 2^63.
            case "i8", "u8" -> DType.I64;
            case "u1" -> DType.U8;
            case "u2" -> DType.U16;
            case "u4" -> DType.U32;
            case "b1" -> DType.BOOL;
            default -> throw unsupported(what, descr);
        };
    }

    private static UnsupportedException unsupported(String what, String descr) {
        return new UnsupportedException(what + " has elements of type \"" + descr
                + "\"; read are f2, f4, f8, i1 to i8, u1 to u8 and b1, in either byte order.");
    }

    private static long[] extents(String what, String shape) {
        String[] parts = shape.strip().isEmpty() ? new String[0] : shape.strip().split(",");
        long[] extents = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            String digits = parts[i].strip().replaceAll("L$", "");
            if (!digits.matches("\\d{1,18}")) {
                throw bad(what, "its shape is (" + shape + ")");
            }
            extents[i] = Long.parseLong(digits);
        }
        return extents;
    }

    private static String only(String what, Pattern pattern, String text, String field) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw bad(what, "its header has no " + field + " that can be read");
        }
        String value = matcher.group(1);
        if (matcher.find()) {
            throw bad(what, "its header has " + field + " twice");
        }
        return value;
    }

    private static BadInputException bad(String what, String why) {
        return new BadInputException(what + " is not a valid npy file: " + why + ".");
    }
}
