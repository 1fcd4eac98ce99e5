package org.latentworkbench.engine.index;

import java.io.IOException;

/** Writes numbers of any width one after the other, from the lowest bit of a byte on. */
final class BitWriter {
    private final ColumnFile.Writer out;
    private long waiting;
    private int bits;
    private long bytes;

    BitWriter(ColumnFile.Writer out) {
        this.out = out;
    }

    /** Writes the lowest {@code width} bits of a number that has no others, at most 32. */
    void put(long value, int width) throws IOException {
        waiting |= value << bits;
        bits += width;
        if (bits >= Integer.SIZE) {
            out.putInt((int) waiting);
            waiting >>>= Integer.SIZE;
            bits -= Integer.SIZE;
            bytes += Integer.BYTES;
        }
    }

    /** Goes on with a whole byte. */
    void align() throws IOException {
        while (bits > 0) {
            out.putByte((int) waiting);
            waiting >>>= Byte.SIZE;
            bits -= Byte.SIZE;
            bytes++;
        }
        bits = 0;
    }

    /** Whole bytes written. */
    long bytes() {
        return bytes;
    }
}
