package org.latentworkbench.app.gui.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.latentworkbench.engine.workspace.Workspace;

/** Writes run folders as training leaves them. */
final class RunFiles {
    private RunFiles() {}

    static void model(Workspace workspace) throws IOException {
        Path model = Files.createDirectories(workspace.modelDir("story-model"));
        Files.writeString(model.resolve("config.json"), "{\"hidden_size\": 128, \"num_hidden_layers\": 4}");
        Path corpus = Files.createDirectories(workspace.corpusDir("stories"));
        Files.writeString(corpus.resolve("corpus.json"), "{\"info\": {\"tokens\": 4700000}}");
    }

    static void run(
            Workspace workspace, String name, String kind, List<Integer> prefixes, int done, int steps, double level)
            throws IOException {
        Path folder = Files.createDirectories(workspace.saeDir(name));
        int width = prefixes.isEmpty() ? 2048 : prefixes.getLast();
        boolean finished = done == steps;
        String shift = "0,".repeat(127) + "0";
        Files.writeString(
                folder.resolve("run.json"),
                """
                {"format": "latent-workbench/run", "version": 1, "status": "%s",
                 "settings": {"kind": "%s", "k": 32, "prefixes": %s, "width": %d, "batch": 4096, "steps": %d,
                   "learningRate": 5.0E-4, "seed": 1,
                   "optimiser": {"beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8, "warmupSteps": 100, "decayFraction": 0.2, "clipNorm": 1.0},
                   "auxiliary": {"alpha": 0.03125, "k": 0, "windowTokens": 0}},
                 "source": {"name": "%s", "model": "story-model", "corpus": "stories", "hook": "resid_post.2"},
                 "input": {"scale": 1.5, "shift": [%s]}%s}
                """
                        .formatted(
                                finished ? "finished" : "stopped",
                                kind,
                                prefixes,
                                width,
                                steps,
                                name,
                                shift,
                                finished
                                        ? ", \"result\": {\"fvu\": %f, \"l0\": 31.8, \"deadFraction\": 0.017}"
                                                .formatted(level)
                                        : ""));
        StringBuilder log = new StringBuilder();
        int levels = Math.max(1, prefixes.size());
        for (int step = 10; step <= done; step += 10) {
            double wiggle = 1 + 0.02 * Math.sin(step * 0.7) * Math.sin(step * 0.13);
            double fall = Math.exp(-step / 500.0);
            int at = step;
            String fvu = java.util.stream.IntStream.range(0, levels)
                    .mapToObj(i -> String.format(
                            Locale.ROOT,
                            "%.5f",
                            (level * Math.pow(1.5, levels - 1 - i) + fall * 0.8)
                                    * (1 + 0.01 * Math.sin(at * 0.31 + i))))
                    .collect(Collectors.joining(","));
            log.append(String.format(
                    Locale.ROOT,
                    "{\"step\":%d,\"loss\":%.5f,\"fvu\":%.5f,\"fvu_prefix\":[%s],\"l0\":%.3f,\"dead\":%d,"
                            + "\"tokens_per_second\":68000.0,\"seconds\":%.2f}%n",
                    step,
                    (level + fall) * wiggle,
                    level + fall,
                    fvu,
                    32 + 70 * fall * (levels > 1 ? 0.02 : 1),
                    Math.round(width * (0.02 + 0.4 * step / 900.0 * Math.exp(-step / 700.0))),
                    step * 0.06));
        }
        log.append("{\"step\": 99999, \"lo"); // the line that is being written
        Files.writeString(folder.resolve("log.jsonl"), log);
    }
}
