package org.latentworkbench.engine.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.AtomicFile;

/** Writes npy and npz files as numpy.save and numpy.savez do; a file is whole or absent. */
public final class NumpyWriter {
    private static final int ALIGNMENT = 64;

    private NumpyWriter() {}

    /**
     * Writes one array.
     *
     * @throws org.latentworkbench.engine.error.ResourceException if it cannot be written
     */
    public static void npy(Path file, TensorStream array) {
        AtomicFile.write(file, out -> {
            out.write(header(array));
            array.body().write(out);
        });
    }

    /**
     * Writes several arrays into one file, stored, so that they can be mapped. Each is made twice: a stored entry says its
     * checksum before its bytes.
     *
     * @throws org.latentworkbench.engine.error.ResourceException if it cannot be written
     */
    public static void npz(Path file, List<TensorStream> arrays) {
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (TensorStream array : arrays) {
                byte[] header = header(array);
                ZipEntry entry = new ZipEntry(array.name() + ".npy");
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(header.length + array.bytes());
                entry.setCompressedSize(entry.getSize());
                entry.setCrc(checksum(header, array));
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                zip.write(header);
                array.body().write(zip);
                zip.closeEntry();
            }
            zip.finish();
        });
    }

    private static long checksum(byte[] header, TensorStream array) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(header);
        try (CheckedOutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
            array.body().write(out);
        }
        return sum.getValue();
    }

    private static byte[] header(TensorStream array) {
        String extents = Arrays.stream(array.shape()).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String text = "{'descr': '" + descr(array.dtype()) + "', 'fortran_order': False, 'shape': (" + extents
                + (array.shape().length == 1 ? "," : "") + "), }";
        int start = NpyHeader.MAGIC.length + 4;
        int length = Math.ceilDiv(start + text.length() + 1, ALIGNMENT) * ALIGNMENT;
        byte[] header = new byte[length];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(NpyHeader.MAGIC, 0, header, 0, NpyHeader.MAGIC.length);
        header[6] = 1;
        header[7] = 0;
        header[8] = (byte) (length - start);
        header[9] = (byte) ((length - start) >>> 8);
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(ascii, 0, header, start, ascii.length);
        header[length - 1] = '\n';
        return header;
    }

    private static String descr(DType dtype) {
        return switch (dtype) {
            case F16, F32, F64 -> "<f" + dtype.bytes();
            case I16, I32, I64 -> "<i" + dtype.bytes();
            case U16, U32 -> "<u" + dtype.bytes();
            case I8 -> "|i1";
            case U8 -> "|u1";
            case BOOL -> "|b1";
            case BF16 -> throw new UnsupportedException("NumPy has no bfloat16; write float32 or float16.");
        };
    }
}
