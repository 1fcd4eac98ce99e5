package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.OptionalInt;

/** Turns text into token ids and back. Implementations are safe for use by several threads. */
public interface Tokenizer {
    /** The tokens of a text; no special token is added, but special tokens written out in the text are recognised. */
    int[] encode(String text);

    /** As {@link #encode} with the place of each token in the text. */
    Encoding encodeWithSpans(String text);

    /** The text of tokens, special tokens included, as the tokenizer's own decoder joins them. */
    String decode(int[] ids);

    /** All tokens by id. */
    Vocabulary vocabulary();

    /** The token that begins a text (BOS), if this tokenizer has one. */
    OptionalInt beginToken();

    /** The token that ends a text (EOS), if this tokenizer has one. */
    OptionalInt endToken();

    /** SHA-256 of the tokenizer file in hex: equal fingerprints mean equal ids. */
    String fingerprint();

    /**
     * Reads a Hugging Face tokenizer.
     *
     * @param folderOrTokenizerJson {@code tokenizer.json} or the folder that holds it
     * @throws org.latentworkbench.engine.error.BadInputException if it is missing or damaged
     * @throws org.latentworkbench.engine.error.UnsupportedException if the folder holds a tokenizer of another form
     */
    static Tokenizer load(Path folderOrTokenizerJson) {
        return TokenizerFile.load(folderOrTokenizerJson);
    }
}
