package org.latentworkbench.engine.plot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Rasters as PNG files (8-bit RGBA, W3C PNG specification, 3rd edition), without a toolkit. */
public final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int RGBA = 6;

    private Png() {}

    /** The file's bytes. */
    public static byte[] encode(Raster raster) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13)
                .putInt(raster.width())
                .putInt(raster.height())
                .put((byte) 8)
                .put((byte) RGBA);
        chunk(out, "IHDR", header.array());
        chunk(out, "IDAT", deflated(scanlines(raster)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /** Each row with its filter byte: none. */
    private static byte[] scanlines(Raster raster) {
        ByteBuffer lines = ByteBuffer.allocate(Math.multiplyExact(raster.height(), 1 + 4 * raster.width()));
        for (int y = 0; y < raster.height(); y++) {
            lines.put((byte) 0);
            for (int x = 0; x < raster.width(); x++) {
                lines.putInt(Integer.rotateLeft(raster.pixels()[y * raster.width() + x], 8));
            }
        }
        return lines.array();
    }

    private static byte[] deflated(byte[] bytes) {
        try (var deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            var out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1 << 16];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(name);
        crc.update(content);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(content.length).array());
        out.writeBytes(name);
        out.writeBytes(content);
        out.writeBytes(
                ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
    }
}
