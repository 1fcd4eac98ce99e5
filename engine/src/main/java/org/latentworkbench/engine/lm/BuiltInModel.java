package org.latentworkbench.engine.lm;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.error.ResourceException;

/**
 * The small model that comes with the program, so that everything can be tried without a download. It was trained by
 * {@link LanguageModelTrainer} with {@link LanguageModelTraining#builtIn()}; {@code assets/README.md} says how it fared.
 */
public final class BuiltInModel {
    /** Its name in a workspace. */
    public static final String NAME = "stories";

    /** Number of generated stories it was trained on, of the seed of its training. */
    public static final int STORIES = 60_000;

    private static final String RESOURCES = "/org/latentworkbench/assets/model/";
    private static final List<String> FILES =
            List.of("tokenizer.json", "tokenizer_config.json", "model.safetensors", "config.json");

    private BuiltInModel() {}

    /**
     * Writes its files into a folder, which is made if it is not there.
     *
     * @throws ResourceException if the folder cannot be written
     */
    public static void copyTo(Path directory) {
        try {
            Files.createDirectories(directory);
            for (String file : FILES) {
                try (InputStream in = BuiltInModel.class.getResourceAsStream(RESOURCES + file)) {
                    if (in == null) {
                        throw new BugException("This program was packaged without its built-in model (" + RESOURCES
                                + file + " is missing). Install it anew.");
                    }
                    Files.copy(in, directory.resolve(file));
                }
            }
        } catch (IOException e) {
            throw new ResourceException(
                    "Cannot write the built-in model to " + directory + " (" + e.getMessage()
                            + "). Check that the folder is writable and the disk has room.",
                    e);
        }
    }
}
