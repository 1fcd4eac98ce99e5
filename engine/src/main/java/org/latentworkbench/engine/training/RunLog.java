package org.latentworkbench.engine.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/** {@code log.jsonl}: one JSON object per line, averaged over the steps since the line before. */
final class RunLog {
    private static final ObjectWriter WRITER = Manifest.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

    private static final String NAME = "log.jsonl";

    private final Path file;
    private final List<StepReport> pending = new ArrayList<>();

    RunLog(Path run) {
        this.file = run.resolve(NAME);
    }

    /** Drops the lines after a step: a resumed run writes them again. */
    void truncateAfter(long step) {
        copy(step, file);
    }

    /** Gives the lines up to a step to a run that goes on from there. */
    void copyUpTo(long step, Path otherRun) {
        copy(step, otherRun.resolve(NAME));
    }

    private void copy(long step, Path target) {
        if (!Files.exists(file)) {
            return;
        }
        try {
            List<String> kept = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                if (stepOf(line) <= step) {
                    kept.add(line + "\n");
                }
            }
            AtomicFile.writeText(target, String.join("", kept));
        } catch (IOException e) {
            throw new ResourceException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }

    private static long stepOf(String line) {
        try {
            return Manifest.mapper().readTree(line).path("step").asLong(Long.MAX_VALUE);
        } catch (JacksonException e) {
            return Long.MAX_VALUE; // a line cut off by a kill
        }
    }

    void add(StepReport report) {
        pending.add(report);
    }

    /**
     * Writes the line of what was added since the last one.
     *
     * @param step steps done
     * @param tokens rows trained on
     * @param seconds training time
     * @return its averages
     */
    Line write(long step, long tokens, double seconds, double learningRate, double tokensPerSecond) {
        Line line = Line.of(pending);
        pending.clear();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("step", step);
        object.put("tokens", tokens);
        object.put("loss", line.loss());
        object.put("auxiliary_loss", line.auxiliaryLoss());
        object.put("fvu", line.fvu()[line.fvu().length - 1]);
        object.put("fvu_prefix", line.fvu());
        object.put("l0", line.l0());
        object.put("dead", line.dead());
        object.put("learning_rate", learningRate);
        object.put("tokens_per_second", tokensPerSecond);
        object.put("seconds", seconds);
        try {
            Files.writeString(
                    file,
                    WRITER.writeValueAsString(object) + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ResourceException(
                    "Cannot write " + file + " (" + e.getMessage() + "). Check that the disk has room.", e);
        }
        return line;
    }

    /**
     * Averages over some steps. Owns its array.
     *
     * @param fvu of each prefix, ratio of sums, against the mean of each batch
     */
    record Line(double loss, double auxiliaryLoss, double[] fvu, double l0, int dead) {
        static Line of(List<StepReport> reports) {
            StepReport last = reports.getLast();
            double loss = 0;
            double auxiliary = 0;
            double variance = 0;
            double[] fvu = new double[last.residuals().length];
            long active = 0;
            long rows = 0;
            for (StepReport report : reports) {
                loss += report.loss() / reports.size();
                auxiliary += report.auxiliaryLoss() / reports.size();
                variance += report.variance();
                active += report.active();
                rows += report.rows();
                for (int i = 0; i < fvu.length; i++) {
                    fvu[i] += report.residuals()[i];
                }
            }
            for (int i = 0; i < fvu.length; i++) {
                fvu[i] = variance > 0 ? fvu[i] / variance : 0;
            }
            return new Line(loss, auxiliary, fvu, (double) active / rows, last.dead());
        }
    }
}
