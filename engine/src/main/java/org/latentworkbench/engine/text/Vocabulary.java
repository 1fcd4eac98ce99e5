package org.latentworkbench.engine.text;

import java.util.BitSet;
import java.util.List;

/** The tokens of a tokenizer by id, as the text they stand for inside a text (a leading space is kept). Immutable. */
public final class Vocabulary {
    private final List<String> texts;
    private final BitSet broken;
    private final BitSet special;

    Vocabulary(List<String> texts, BitSet broken, BitSet special) {
        this.texts = List.copyOf(texts);
        this.broken = (BitSet) broken.clone();
        this.special = (BitSet) special.clone();
    }

    /** A vocabulary of plain texts without special tokens, id by position. */
    public static Vocabulary of(List<String> texts) {
        return new Vocabulary(texts, new BitSet(), new BitSet());
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

    /** Whether the token's bytes are valid UTF-8 by themselves, so that its text is exact. */
    public boolean isText(int id) {
        return !broken.get(id);
    }

    /** Whether the token is a mark (BOS, EOS, padding, ...) rather than text. */
    public boolean isSpecial(int id) {
        return special.get(id);
    }
}
