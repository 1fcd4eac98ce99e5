package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.OptionalInt;

/** Turns text into token ids and back. Implementations are safe for use by several threads. */
public interface Tokenizer {
    /** The tokens of a text; no special token is added, but special tokens written out in the text are recognised. */
    int[] encode(String text);

    /** As {@link #encode}, with the special tokens around the text that the tokenizer's own post-processor adds. */
    int[] encodeWithSpecialTokens(String text);

    /** As {@link #encode} with the place of each token in the text. */
    Encoding encodeWithSpans(String text);

    /** The text of tokens, special tokens included, as the tokenizer's own decoder joins them. */
    String decode(int[] ids);

    /** As {@link #decode} without special tokens. */
    String decodeText(int[] ids);

    /** All tokens by id. */
    Vocabulary vocabulary();

    /** The token that begins a text (BOS), if this tokenizer has one. */
    OptionalInt beginToken();

    /** The token that ends a text (EOS), if this tokenizer has one. */
    OptionalInt endToken();

    /**
     * Whether texts of this tokenizer begin with BOS by its own convention: {@code add_bos_token} of
     * {@code tokenizer_config.json}, else the post-processor, else they do if there is a BOS.
     */
    BosRule bosRule();

    /** SHA-256 of {@code tokenizer.json} in hex: equal fingerprints mean equal ids. */
    String fingerprint();

    /**
     * Reads a Hugging Face tokenizer: {@code tokenizer.json}, or GPT-2's {@code vocab.json} with {@code merges.txt}.
     *
     * @param folderOrTokenizerJson {@code tokenizer.json} or the folder that holds it or the two others
     * @throws org.latentworkbench.engine.error.BadInputException if it is missing or damaged
     * @throws org.latentworkbench.engine.error.UnsupportedException if the folder holds a tokenizer of another form
     */
    static Tokenizer load(Path folderOrTokenizerJson) {
        return TokenizerFile.load(folderOrTokenizerJson);
    }
}
