package org.latentworkbench.engine.activation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.text.BosRule;

/**
 * What lies beside exported activations, so that they can be imported again without being asked about.
 *
 * @param model name of the model
 * @param hook where in it
 * @param contextLength tokens of a full context
 * @param bos whether the model saw BOS before each context
 * @param rows number of activations
 * @param width dimensions of each
 * @param inputScale the scale s of {@code s * (x - shift)}; it is <em>not</em> applied to the rows
 */
record ExportFile(
        @Nullable String model,
        @Nullable String hook,
        @Nullable Integer contextLength,
        @Nullable BosRule bos,
        long rows,
        int width,
        double inputScale) {
    static final String NAME = "export.json";
    static final String FORMAT = "latent-workbench/activation-export";

    private static final ExportFile NOTHING = new ExportFile(null, null, null, null, 0, 0, 1);

    static ExportFile of(ActivationInfo info) {
        return new ExportFile(
                info.model(),
                info.hook().toString(),
                info.contextLength(),
                info.bos(),
                info.rows(),
                info.width(),
                info.scale().scale());
    }

    /** What lies in a folder; empty if there is no such file or it is another program's. */
    static ExportFile beside(Path folder) {
        Path file = folder.resolve(NAME);
        boolean ours = Files.isRegularFile(file)
                && Manifest.readTree(file).path("format").asString("").equals(FORMAT);
        return ours ? Manifest.read(file, FORMAT, CacheFiles.VERSION, ExportFile.class) : NOTHING;
    }

    Optional<String> knownModel() {
        return Optional.ofNullable(model);
    }

    Optional<String> knownHook() {
        return Optional.ofNullable(hook);
    }

    Optional<Integer> knownContext() {
        return Optional.ofNullable(contextLength);
    }

    Optional<BosRule> knownBos() {
        return Optional.ofNullable(bos);
    }
}
