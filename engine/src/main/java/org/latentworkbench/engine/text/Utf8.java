package org.latentworkbench.engine.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Bytes as text. */
final class Utf8 {
    /**
     * @param text the bytes as text, U+FFFD where they are not UTF-8
     * @param valid whether they all are
     */
    record Decoded(String text, boolean valid) {}

    private Utf8() {}

    static Decoded decode(byte[] bytes) {
        try {
            return new Decoded(
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString(),
                    true);
        } catch (CharacterCodingException e) {
            return new Decoded(new String(bytes, StandardCharsets.UTF_8), false);
        }
    }
}
