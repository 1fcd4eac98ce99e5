package org.latentworkbench.engine.workspace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The workspaces this user opened last, newest first. */
public final class RecentWorkspaces {
    /** How many are remembered. */
    public static final int LIMIT = 10;

    private static final String TOPIC = "recentWorkspaces";

    private final SettingsFile settings;
    private final Path home;

    /** Those of the user who runs the program. */
    public static RecentWorkspaces of(UserFolders folders) {
        return new RecentWorkspaces(new SettingsFile(folders.config().resolve("workspaces.json")), folders.home());
    }

    /**
     * @param settings where they are remembered
     * @param home the user's home, in which the first workspace is made
     */
    public RecentWorkspaces(SettingsFile settings, Path home) {
        this.settings = settings;
        this.home = home;
    }

    /** As the person left them, newest first; folders that are gone are still listed. */
    public List<Path> list() {
        return settings.read(TOPIC, String[].class).stream()
                .flatMap(java.util.Arrays::stream)
                .filter(text -> text != null && !text.isBlank())
                .map(Path::of)
                .toList();
    }

    /** Puts a workspace in front. */
    public void add(Path workspace) {
        Path directory = workspace.toAbsolutePath().normalize();
        List<Path> all = new ArrayList<>(list());
        all.remove(directory);
        all.addFirst(directory);
        store(all.size() > LIMIT ? all.subList(0, LIMIT) : all);
    }

    /** Forgets a workspace; the folder stays. */
    public void remove(Path workspace) {
        List<Path> all = new ArrayList<>(list());
        if (all.remove(workspace.toAbsolutePath().normalize())) {
            store(all);
        }
    }

    /** The last one used that is still there, else {@code LatentWorkbench} in the user's home. */
    public Path defaultWorkspace() {
        return list().stream().filter(Workspace::isWorkspace).findFirst().orElse(home.resolve("LatentWorkbench"));
    }

    private void store(List<Path> workspaces) {
        settings.write(TOPIC, workspaces.stream().map(Path::toString).toList());
    }
}
