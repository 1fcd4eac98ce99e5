package org.latentworkbench.app.gui.theme;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The tables of an OpenType font file by tag, to read, replace and write again. */
final class OpenType {
    private static final int HEADER = 12;
    private static final int RECORD = 16;
    private static final int CHECKSUM_ADJUSTMENT = 8;
    private static final int CHECKSUM_MAGIC = 0xB1B0AFBA;

    private final int flavour;
    private final Map<String, byte[]> tables = new TreeMap<>();

    /**
     * @param file a whole font file, TrueType or CFF
     * @throws IndexOutOfBoundsException if it is cut off
     */
    OpenType(byte[] file) {
        ByteBuffer in = ByteBuffer.wrap(file);
        flavour = in.getInt(0);
        int count = in.getShort(4) & 0xFFFF;
        for (int i = 0; i < count; i++) {
            int record = HEADER + i * RECORD;
            byte[] tag = new byte[4];
            in.get(record, tag);
            byte[] table = new byte[in.getInt(record + 12)];
            in.get(in.getInt(record + 8), table);
            tables.put(new String(tag, StandardCharsets.US_ASCII), table);
        }
    }

    /** A table's bytes, shared; big-endian. */
    ByteBuffer table(String tag) {
        byte[] table = tables.get(tag);
        if (table == null) {
            throw new IndexOutOfBoundsException("The font has no table " + tag + ".");
        }
        return ByteBuffer.wrap(table);
    }

    void replace(String tag, byte[] table) {
        tables.put(tag, table);
    }

    void remove(String tag) {
        tables.remove(tag);
    }

    /** The whole file with correct checksums. */
    byte[] toBytes() {
        table("head").putInt(CHECKSUM_ADJUSTMENT, 0);
        int count = tables.size();
        int power = Integer.highestOneBit(count);
        int offset = HEADER + count * RECORD;
        ByteBuffer directory = ByteBuffer.allocate(offset);
        directory.putInt(flavour).putShort((short) count).putShort((short) (power * 16));
        directory.putShort((short) Integer.numberOfTrailingZeros(power)).putShort((short) (count * 16 - power * 16));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int headAt = 0;
        for (var entry : tables.entrySet()) {
            byte[] table = entry.getValue();
            if (entry.getKey().equals("head")) {
                headAt = offset;
            }
            directory.put(entry.getKey().getBytes(StandardCharsets.US_ASCII));
            directory.putInt(checksum(table)).putInt(offset).putInt(table.length);
            body.writeBytes(table);
            body.writeBytes(new byte[-table.length & 3]);
            offset += (table.length + 3) & ~3;
        }
        byte[] file = ByteBuffer.allocate(offset)
                .put(directory.array())
                .put(body.toByteArray())
                .array();
        ByteBuffer.wrap(file).putInt(headAt + CHECKSUM_ADJUSTMENT, CHECKSUM_MAGIC - checksum(file));
        return file;
    }

    private static int checksum(byte[] bytes) {
        int sum = 0;
        for (int i = 0; i < bytes.length; i++) {
            sum += (bytes[i] & 0xFF) << (24 - 8 * (i & 3));
        }
        return sum;
    }
}
