package org.latentworkbench.app.gui.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a run's log while it is still being written. */
final class CurvesReader {
    private static final long MOST_BYTES = 256L << 20;

    private CurvesReader() {}

    /** @param latents to turn the count of dead latents into a share */
    static Curves read(Path log, int latents) throws IOException {
        if (!Files.isRegularFile(log) || Files.size(log) > MOST_BYTES) {
            return Curves.NONE;
        }
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            try {
                JsonNode node = Manifest.mapper().readTree(line);
                if (node.path("step").isNumber()) {
                    lines.add(node);
                }
            } catch (JacksonException e) {
                break; // the line that is being written
            }
        }
        return lines.isEmpty() ? Curves.NONE : curves(lines, latents);
    }

    private static Curves curves(List<JsonNode> lines, int latents) {
        int count = lines.size();
        int prefixes = Math.max(1, lines.getFirst().path("fvu_prefix").size());
        double[][] fvu = new double[prefixes][count];
        double[] dead = column(lines, "dead");
        for (int i = 0; i < count; i++) {
            JsonNode values = lines.get(i).path("fvu_prefix");
            for (int p = 0; p < prefixes; p++) {
                fvu[p][i] = values.isArray()
                        ? values.path(p).asDouble(Double.NaN)
                        : lines.get(i).path("fvu").asDouble(Double.NaN);
            }
            dead[i] = latents > 0 ? dead[i] / latents : Double.NaN;
        }
        return new Curves(
                column(lines, "step"),
                column(lines, "seconds"),
                column(lines, "loss"),
                fvu,
                column(lines, "l0"),
                dead,
                lines.getLast().path("tokens_per_second").asDouble(0));
    }

    private static double[] column(List<JsonNode> lines, String name) {
        return lines.stream()
                .mapToDouble(line -> line.path(name).asDouble(Double.NaN))
                .toArray();
    }
}
