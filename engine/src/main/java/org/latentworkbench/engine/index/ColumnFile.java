package org.latentworkbench.engine.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.job.JobContext;

/**
 * One memory-mapped file of little-endian elements behind a 32-byte header: 8 bytes kind, u32 version, u32 bytes per
 * element, u64 number of elements, u32 CRC-32C of what follows the header, u32 zero.
 */
record ColumnFile(Path file, String kind, int width, long count, int crc, MemorySegment data) {
    static final int HEADER = 32;
    static final int VERSION = 1;

    /** Files up to this size are compared with their checksum when they are opened. */
    static final long CHECKED_AT_ONCE = 64L << 20;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /**
     * Maps a file.
     *
     * @param kind 8 ASCII characters
     * @throws BadInputException if it is missing, of another kind, or its length is not what its header says
     */
    static ColumnFile open(Path file, String kind, Arena arena) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size < HEADER) {
                throw new BadInputException(
                        file + " is cut off: it holds " + size + " bytes, its header alone has " + HEADER + ".");
            }
            MemorySegment all = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            String found = new String(
                    all.asSlice(0, kind.length()).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
            if (!found.equals(kind)) {
                throw new BadInputException(file + " is no file of this index: it does not begin with " + kind + ".");
            }
            int version = all.get(INT, 8);
            if (version != VERSION) {
                throw new UnsupportedException(
                        file + " has format version " + version + "; this program reads version " + VERSION + ".");
            }
            int width = all.get(INT, 12);
            long count = all.get(LONG, 16);
            if (width < 1
                    || width > 8
                    || count < 0
                    || count > (size - HEADER) / width
                    || size != HEADER + width * count) {
                throw new BadInputException(file + " holds " + size + " bytes, its header announces " + count
                        + " elements of " + width + " bytes. It may be cut off; copy or build it again.");
            }
            if (all.get(INT, 28) != 0) {
                throw new BadInputException(
                        file + " is damaged: its header does not end with zeros. Copy or build it again.");
            }
            var column = new ColumnFile(file, kind, width, count, all.get(INT, 24), all.asSlice(HEADER));
            if (size <= CHECKED_AT_ONCE) {
                column.verify(JobContext.silent());
            }
            return column;
        } catch (NoSuchFileException e) {
            throw new BadInputException("The index lacks " + file + ". Build it again.", e);
        } catch (IOException e) {
            throw new ResourceException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }

    /** Compares the content with its checksum. */
    void verify(JobContext job) {
        var actual = new CRC32C();
        long step = 16L << 20;
        for (long at = 0; at < data.byteSize(); at += step) {
            job.checkCancelled();
            actual.update(data.asSlice(at, Math.min(step, data.byteSize() - at)).asByteBuffer());
        }
        if ((int) actual.getValue() != crc) {
            throw new BadInputException(file + " is damaged: its checksum is wrong. Copy or build it again.");
        }
    }

    /** Refuses a file with another shape than the rest of the index asks for. */
    ColumnFile expect(int expectedWidth, long expectedCount) {
        if (width != expectedWidth || count != expectedCount) {
            throw new BadInputException(file + " has " + count + " elements of " + width + " bytes, expected "
                    + expectedCount + " of " + expectedWidth + ". Build the index again.");
        }
        return this;
    }

    /** Writes a column from front to back; the header comes last, so a half-written file has none. */
    static final class Writer implements AutoCloseable {
        private final FileChannel channel;
        private final String kind;
        private final int width;

        /** What a large page holds, written from its beginning: the system then keeps the file in large pages. */
        private static final int LARGE_PAGE = 1 << 21;

        private static final int FIRST_BYTES = 1 << 16;

        /** As large as what is written, up to a large page. */
        private ByteBuffer buffer = buffer(FIRST_BYTES);

        private final CRC32C crc = new CRC32C();
        private long bytes;

        Writer(Path file, String kind, int width) throws IOException {
            this.kind = kind;
            this.width = width;
            channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            buffer.position(HEADER);
        }

        void putByte(int value) throws IOException {
            room(Byte.BYTES).put((byte) value);
        }

        void putShort(int value) throws IOException {
            room(Short.BYTES).putShort((short) value);
        }

        void putInt(int value) throws IOException {
            room(Integer.BYTES).putInt(value);
        }

        void putLong(long value) throws IOException {
            room(Long.BYTES).putLong(value);
        }

        /** Appends the first elements of an array of bytes. */
        void put(byte[] bytes, int count) throws IOException {
            put(MemorySegment.ofArray(bytes).asSlice(0, count));
        }

        /** Appends whole elements. */
        void put(MemorySegment elements) throws IOException {
            for (long at = 0; at < elements.byteSize(); ) {
                int free = room(1).remaining();
                long step = Math.min(free, elements.byteSize() - at);
                buffer.put(elements.asSlice(at, step).asByteBuffer());
                at += step;
            }
        }

        /** Appends the elements of another column. */
        void putAll(ColumnFile other) throws IOException {
            put(other.data);
        }

        private ByteBuffer room(int size) throws IOException {
            if (buffer.remaining() < size) {
                if (buffer.capacity() < LARGE_PAGE) {
                    buffer = buffer(2 * buffer.capacity()).put(buffer.flip());
                } else {
                    flush();
                }
            }
            return buffer;
        }

        private static ByteBuffer buffer(int bytes) {
            return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
        }

        private void flush() throws IOException {
            buffer.flip();
            ByteBuffer content = buffer.duplicate();
            content.position(channel.position() == 0 ? HEADER : 0);
            bytes += content.remaining();
            crc.update(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            buffer.clear();
        }

        /** Writes what is left and the header. */
        void finish() throws IOException {
            flush();
            buffer.put(kind.getBytes(StandardCharsets.US_ASCII));
            buffer.putInt(VERSION)
                    .putInt(width)
                    .putLong(bytes / width)
                    .putInt((int) crc.getValue())
                    .putInt(0);
            buffer.flip();
            long at = 0;
            while (buffer.hasRemaining()) {
                at += channel.write(buffer, at);
            }
            channel.force(true);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
