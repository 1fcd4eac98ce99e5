package org.latentworkbench.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentWorkspacesTest {
    @TempDir
    Path home;

    @Test
    void theLastUsedThatIsStillThereIsTheDefault() {
        RecentWorkspaces recent = recent();
        assertThat(recent.defaultWorkspace()).isEqualTo(home.resolve("LatentWorkbench"));
        Path first = home.resolve("first");
        Workspace.open(first).close();
        recent.add(first);
        recent.add(home.resolve("gone"));
        assertThat(recent.list()).containsExactly(home.resolve("gone"), first);
        assertThat(recent.defaultWorkspace()).isEqualTo(first);
        recent.remove(first);
        assertThat(recent.list()).containsExactly(home.resolve("gone"));
    }

    @Test
    void oneMoreThanTheLimitPushesTheOldestOut() {
        RecentWorkspaces recent = recent();
        for (int i = 0; i <= RecentWorkspaces.LIMIT; i++) {
            recent.add(home.resolve("w" + i));
        }
        recent.add(home.resolve("w5"));
        assertThat(recent.list())
                .hasSize(RecentWorkspaces.LIMIT)
                .startsWith(home.resolve("w5"))
                .doesNotContain(home.resolve("w0"))
                .doesNotHaveDuplicates();
    }

    @Test
    void unknownFieldsAreKeptAndADamagedFileIsSetAside() throws IOException {
        Path file = home.resolve("config/workspaces.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{\"theme\": \"dark\"}");
        recent().add(home.resolve("a"));
        assertThat(file).content().contains("\"theme\" : \"dark\"").contains("recentWorkspaces");
        Files.writeString(file, "{\"theme\": ");
        assertThat(recent().list()).isEmpty();
        assertThat(home.resolve("config/workspaces.json.damaged")).hasContent("{\"theme\": ");
        recent().add(home.resolve("b"));
        assertThat(recent().list()).containsExactly(home.resolve("b"));
    }

    @Test
    void everySystemHasItsFolders() {
        Path user = Path.of("/home/u");
        UserFolders linux = UserFolders.of("Linux", user, Map.of("XDG_CONFIG_HOME", "/cfg"));
        assertThat(linux.config()).isEqualTo(Path.of("/cfg/latent-workbench"));
        assertThat(linux.state()).isEqualTo(user.resolve(".local/state/latent-workbench"));
        assertThat(UserFolders.of("Mac OS X", user, Map.of()).config())
                .isEqualTo(user.resolve("Library/Application Support/Latent Workbench"));
        assertThat(UserFolders.of("Windows 11", user, Map.of("APPDATA", "/roaming"))
                        .config())
                .isEqualTo(Path.of("/roaming/Latent Workbench"));
        assertThat(UserFolders.of("Linux", user, Map.of("LATENT_WORKBENCH_HOME", "/own"))
                        .config())
                .isEqualTo(Path.of("/own/config"));
    }

    private RecentWorkspaces recent() {
        return RecentWorkspaces.of(
                new UserFolders(home, home.resolve("config"), home.resolve("state"), home.resolve("cache")));
    }
}
