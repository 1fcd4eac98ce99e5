package org.latentworkbench.engine.text;

import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** The tokens of a tokenizer by id, as the text they stand for inside a text (a leading space is kept). Immutable. */
public final class Vocabulary {
    private final List<String> texts;
    private final Map<Integer, String> broken;
    private final BitSet notText = new BitSet();
    private final BitSet special;

    /** @param broken ids whose text is not exact, with their bytes as hexadecimal digits (empty if not known) */
    Vocabulary(List<String> texts, Map<Integer, String> broken, BitSet special) {
        this.texts = List.copyOf(texts);
        this.broken = Map.copyOf(broken);
        this.broken.keySet().forEach(notText::set);
        this.special = (BitSet) special.clone();
    }

    /** A vocabulary of plain texts without special tokens, id by position. */
    public static Vocabulary of(List<String> texts) {
        return new Vocabulary(texts, Map.of(), new BitSet());
    }

    /** Number of ids, from 0. */
    public int size() {
        return texts.size();
    }

    /**
     * The decoded text of a token: leading space kept, U+FFFD for bytes that are not valid UTF-8 by themselves; empty for
     * an id that no token has.
     */
    public String text(int id) {
        return texts.get(id);
    }

    /**
     * The token as people see it alone: its text, or its bytes as {@code <0xE2><0x80>} where they are not UTF-8 by
     * themselves.
     */
    public String shown(int id) {
        String bytes = bytes(id);
        return bytes.isEmpty() ? text(id) : bytes.replaceAll("..", "<0x$0>");
    }

    /** The bytes of a token that is not text, as hexadecimal digits; empty for text, or if they are not known. */
    String bytes(int id) {
        return broken.getOrDefault(id, "");
    }

    /** Whether the token's bytes are valid UTF-8 by themselves, so that its text is exact. */
    public boolean isText(int id) {
        return !notText.get(id);
    }

    /** Whether the token is a mark (BOS, EOS, padding, ...) rather than text. */
    public boolean isSpecial(int id) {
        return special.get(id);
    }
}
