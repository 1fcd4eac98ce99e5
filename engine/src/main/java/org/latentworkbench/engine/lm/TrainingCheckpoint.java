package org.latentworkbench.engine.lm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.SafetensorsWriter;

/** The state of an unfinished run in one file, with the options it was begun with. */
final class TrainingCheckpoint {
    private final Path file;
    private final String options;

    /** Everything that a run must have in common with the one it goes on with. */
    private record Options(LanguageModelTraining training, String textSha256) {}

    TrainingCheckpoint(Path workingFolder, LanguageModelTraining training, String textSha256) {
        this.file = workingFolder.resolve("checkpoint.safetensors");
        this.options = Manifest.mapper()
                .writer()
                .without(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(new Options(training, textSha256));
    }

    void save(TrainingRun run) {
        SafetensorsWriter.write(file, run.state(), Map.of("step", Integer.toString(run.step()), "options", options));
    }

    /**
     * Brings a run to where an earlier one stopped, if there was one.
     *
     * @throws BadInputException if the earlier one had other options
     */
    void restore(TrainingRun run) {
        if (!Files.exists(file)) {
            return;
        }
        try (SafetensorsFile saved = SafetensorsFile.open(file)) {
            if (!options.equals(saved.metadata().get("options"))) {
                throw new BadInputException(file + " belongs to a run with other options or texts ("
                        + saved.metadata().get("options") + "). Give the same ones to go on, or delete "
                        + file.getParent() + " to begin anew.");
            }
            run.restore(saved, step(saved));
        }
    }

    private int step(SafetensorsFile saved) {
        String text = saved.metadata().getOrDefault("step", "");
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new BadInputException(file + ": metadata \"step\" is \"" + text + "\", expected a number.", e);
        }
    }
}
