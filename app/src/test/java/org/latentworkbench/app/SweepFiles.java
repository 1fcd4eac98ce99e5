package org.latentworkbench.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.latentworkbench.engine.workspace.Workspace;

/** Writes a sweep as training leaves it. */
public final class SweepFiles {
    private SweepFiles() {}

    /**
     * A finished sweep over width and k whose losses follow a law.
     *
     * @param staying the part of the loss that no width takes away, at k 1
     */
    public static void write(Workspace workspace, String name, double staying) throws IOException {
        StringBuilder entries = new StringBuilder();
        for (int width : new int[] {256, 512, 1024, 2048}) {
            for (int k : new int[] {8, 16, 32}) {
                String run = name + "-width" + width + "-k" + k;
                double fvu = Math.exp(0.6) * Math.pow(k, -0.3) * Math.pow(width, -0.2) + staying * Math.pow(k, -0.5);
                Path folder = Files.createDirectories(workspace.saeDir(run));
                Files.writeString(
                        folder.resolve("run.json"),
                        String.format(
                                Locale.ROOT,
                                """
                                {"format": "latent-workbench/run", "version": 1, "status": "finished",
                                 "settings": {"kind": "topk", "k": %d, "width": %d, "batch": 2048, "steps": 1000, "seed": 1},
                                 "source": {"model": "story-model", "corpus": "stories", "hook": "resid_post.2"},
                                 "result": {"steps": 1000, "fvu": %.6f, "l0": %d, "deadFraction": 0.01, "seconds": 12.5}}
                                """,
                                k,
                                width,
                                fvu * (1 + 0.002 * Math.sin(width + 7.0 * k)),
                                k));
                entries.append(entries.isEmpty() ? "" : ",")
                        .append("{\"run\": \"%s\", \"settings\": {\"width\": \"%d\", \"k\": \"%d\"}}"
                                .formatted(run, width, k));
            }
        }
        Path file = workspace.directory().resolve("sweeps").resolve(name + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, "{\"format\": \"latent-workbench/sweep\", \"version\": 1, \"runs\": [" + entries + "]}");
    }
}
