package org.latentworkbench.app.gui.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Where the system keeps the settings of programs. */
public final class SettingsFolder {
    private static final String NAME = "latent-workbench";

    private SettingsFolder() {}

    /** The folder for this program's settings, of the person who runs it; it need not exist. */
    public static Path ofUser() {
        Path home = Path.of(System.getProperty("user.home", "."));
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            return environment("APPDATA")
                    .orElse(home.resolve("AppData/Roaming"))
                    .resolve(NAME);
        }
        if (system.contains("mac")) {
            return home.resolve("Library/Application Support").resolve(NAME);
        }
        return environment("XDG_CONFIG_HOME").orElse(home.resolve(".config")).resolve(NAME);
    }

    private static Optional<Path> environment(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .map(Path::of);
    }
}
