package org.latentworkbench.engine.lm;

import java.nio.file.Path;

/** The small model that comes with the program, so that everything can be tried without a download. */
public final class BuiltInModel {
    /** Its name in a workspace. */
    public static final String NAME = "stories";

    private BuiltInModel() {}

    /** Writes its folder (config.json, model.safetensors, tokenizer.json, tokenizer_config.json). */
    public static void copyTo(Path directory) {
        throw new UnsupportedOperationException(directory.toString());
    }
}
