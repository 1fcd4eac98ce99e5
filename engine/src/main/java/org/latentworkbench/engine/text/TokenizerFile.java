package org.latentworkbench.engine.text;

import java.nio.file.Path;

/** Finds and opens the tokenizer of a folder. */
final class TokenizerFile {
    private TokenizerFile() {}

    static Tokenizer load(Path folderOrTokenizerJson) {
        throw new UnsupportedOperationException(folderOrTokenizerJson.toString());
    }
}
