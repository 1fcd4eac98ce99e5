package org.latentworkbench.engine.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;

/**
 * A tokenizer as files: one {@code tokenizer.json}, read or put together, and the settings beside it.
 *
 * @param origin the file or folder it comes from, for messages
 * @param json the content of {@code tokenizer.json}; owned by this record
 * @param root the same, parsed
 * @param config the file {@code tokenizer_config.json} beside it, which may be missing
 */
record TokenizerSource(Path origin, byte[] json, JsonNode root, Path config) {
    /** What {@code tokenizer_config.json} says; an empty object if there is none. */
    JsonNode settings() {
        return Files.exists(config)
                ? Manifest.readTree(config)
                : Manifest.mapper().createObjectNode();
    }

    /** Writes both files into a folder. */
    void copyTo(Path folder) throws IOException {
        Files.write(folder.resolve(TokenizerFile.NAME), json);
        if (Files.exists(config)) {
            Files.copy(config, folder.resolve(TokenizerFile.CONFIG_NAME));
        }
    }
}
