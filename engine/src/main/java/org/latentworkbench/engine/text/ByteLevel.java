package org.latentworkbench.engine.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The alphabet of byte-level tokenizers: every byte has a printable character (GPT-2, {@code bytes_to_unicode}): printable
 * Latin-1 stands for itself, the other bytes in ascending order for the characters from U+0100.
 */
final class ByteLevel {
    private static final char FIRST_STAND_IN = 0x100;
    private static final char[] CHARACTERS = characters();
    private static final short[] BYTES = bytes();

    private ByteLevel() {}

    private static char[] characters() {
        char[] characters = new char[256];
        char next = FIRST_STAND_IN;
        for (int b = 0; b < 256; b++) {
            boolean printable = (b >= '!' && b <= '~') || (b >= 0xA1 && b <= 0xAC) || b >= 0xAE;
            characters[b] = printable ? (char) b : next++;
        }
        return characters;
    }

    private static short[] bytes() {
        short[] bytes = new short[FIRST_STAND_IN + 256];
        Arrays.fill(bytes, (short) -1);
        for (int b = 0; b < 256; b++) {
            bytes[CHARACTERS[b]] = (short) b;
        }
        return bytes;
    }

    /** The character that stands for a byte, 0 to 255. */
    static char character(int b) {
        return CHARACTERS[b];
    }

    /** The byte that a character stands for, or -1. */
    static int unsignedByte(char c) {
        return c < BYTES.length ? BYTES[c] : -1;
    }

    /** A text written in the alphabet. */
    static String write(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        char[] out = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            out[i] = CHARACTERS[bytes[i] & 0xFF];
        }
        return new String(out);
    }
}
