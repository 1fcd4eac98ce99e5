package org.latentworkbench.engine.workspace;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where this program keeps what belongs to the user and not to a workspace.
 *
 * @param home the user's home
 * @param config settings and recent workspaces
 * @param state log files
 * @param cache what can be made again
 */
public record UserFolders(Path home, Path config, Path state, Path cache) {
    private static final String FOLDER = "latent-workbench";
    private static final String TITLE = "Latent Workbench";

    /** The folders on this computer; {@code LATENT_WORKBENCH_HOME} in the environment moves them all. */
    public static UserFolders ofThisComputer() {
        return of(System.getProperty("os.name", ""), Path.of(System.getProperty("user.home", ".")), System.getenv());
    }

    /**
     * The folders by an operating system's custom.
     *
     * @param system the value of {@code os.name}
     * @param home the user's home
     * @param environment environment variables, of which XDG_*, APPDATA, LOCALAPPDATA and LATENT_WORKBENCH_HOME count
     */
    public static UserFolders of(String system, Path home, Map<String, String> environment) {
        String own = environment.get("LATENT_WORKBENCH_HOME");
        if (own != null && !own.isBlank()) {
            Path root = Path.of(own).toAbsolutePath();
            return new UserFolders(root, root.resolve("config"), root.resolve("state"), root.resolve("cache"));
        }
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Path roaming = or(environment.get("APPDATA"), home.resolve("AppData/Roaming"));
            Path local = or(environment.get("LOCALAPPDATA"), home.resolve("AppData/Local"))
                    .resolve(TITLE);
            return new UserFolders(home, roaming.resolve(TITLE), local.resolve("logs"), local.resolve("cache"));
        }
        if (name.startsWith("mac")) {
            Path library = home.resolve("Library");
            return new UserFolders(
                    home,
                    library.resolve("Application Support").resolve(TITLE),
                    library.resolve("Logs").resolve(TITLE),
                    library.resolve("Caches").resolve(TITLE));
        }
        return new UserFolders(
                home,
                or(environment.get("XDG_CONFIG_HOME"), home.resolve(".config")).resolve(FOLDER),
                or(environment.get("XDG_STATE_HOME"), home.resolve(".local/state"))
                        .resolve(FOLDER),
                or(environment.get("XDG_CACHE_HOME"), home.resolve(".cache")).resolve(FOLDER));
    }

    private static Path or(@Nullable String value, Path fallback) {
        return value == null || value.isBlank() ? fallback : Path.of(value);
    }
}
