package org.latentworkbench.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/**
 * Third-party test material that is never part of the product: real models, corpora and golden outputs that lie beside
 * the repository. Tests that need it are skipped, with the reason, where it is absent.
 */
public final class SharedData {
    private static final Path ROOT = Path.of("..", "..", "shared", "data");

    private SharedData() {}

    /**
     * A file or folder of the test material; skips the calling test when it is not there.
     *
     * @param relative its path below the material's root, for example {@code "models/stories260K/hf"}
     */
    public static Path path(String relative) {
        Path path = ROOT.resolve(relative);
        Assumptions.assumeTrue(
                Files.exists(path),
                () -> "skipped: the test material " + path.toAbsolutePath().normalize() + " is not on this machine");
        return path;
    }
}
