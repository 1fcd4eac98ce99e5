package org.latentworkbench.engine.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/** How a training went, one JSON object per line; it ends up in the model's folder. */
final class TrainingLog {
    /** Its name in the model's folder. */
    static final String NAME = "training_log.jsonl";

    private static final ObjectWriter WRITER = Manifest.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

    private final Path file;

    TrainingLog(Path workingFolder) {
        this.file = workingFolder.resolve(NAME);
    }

    Path file() {
        return file;
    }

    /** Drops the lines after a step: a resumed run writes them again. */
    void truncateAfter(int step) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            List<String> kept = Files.readAllLines(file).stream()
                    .filter(line -> stepOf(line) <= step)
                    .map(line -> line + "\n")
                    .toList();
            AtomicFile.writeText(file, String.join("", kept));
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private static long stepOf(String line) {
        try {
            return Manifest.mapper().readTree(line).path("step").asLong(Long.MAX_VALUE);
        } catch (JacksonException e) {
            return Long.MAX_VALUE; // a line cut off by a kill
        }
    }

    /**
     * Adds a line.
     *
     * @param loss nats per token, mean of the steps since the line before
     */
    void write(int step, long tokens, double loss, double learningRate, double tokensPerSecond) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.put("tokens", tokens);
        line.put("loss", loss);
        line.put("learning_rate", learningRate);
        line.put("tokens_per_second", tokensPerSecond);
        append(line);
    }

    /** Adds a line with the loss on texts that are not trained on. */
    void writeHeldOut(int step, double loss) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("step", step);
        line.put("held_out_loss", loss);
        append(line);
    }

    private void append(Map<String, Object> line) {
        try {
            Files.writeString(
                    file, WRITER.writeValueAsString(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    private ResourceException unwritable(IOException e) {
        return new ResourceException(
                "Cannot write " + file + " (" + e.getMessage() + "). Check that the disk has room.", e);
    }
}
