package org.latentworkbench.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.training.TrainingResult;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a finished training run left in {@code run.json}. */
final class FinishedRun {
    private FinishedRun() {}

    /** Whether a folder holds a run with its result; one that was stopped leaves an autoencoder but no result. */
    static boolean isIn(Path saeFolder) {
        Path file = saeFolder.resolve("run.json");
        return Files.exists(file)
                && Manifest.readTree(file).path("status").asString("").equals("finished");
    }

    static TrainingResult read(Path saeFolder) {
        Path file = saeFolder.resolve("run.json");
        JsonNode result = Manifest.readTree(file).path("result");
        if (!result.isObject()) {
            throw new BadInputException(file + " has no result; the run is not finished.");
        }
        try {
            return Manifest.mapper().treeToValue(result, TrainingResult.class);
        } catch (JacksonException e) {
            throw new BadInputException(file + ": field \"result\" is damaged: " + e.getOriginalMessage(), e);
        }
    }
}
