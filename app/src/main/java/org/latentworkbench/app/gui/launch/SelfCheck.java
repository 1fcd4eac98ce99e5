package org.latentworkbench.app.gui.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.UserFolders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the window where no display is needed and loads what the engine needs from outside Java. */
final class SelfCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SelfCheck.class);
    private static final long PATIENCE_SECONDS = 60;

    private SelfCheck() {}

    static int run() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        try {
            LOG.info("computing on {}", ComputeDevice.parse("auto").describe());
            CompletableFuture<Scene> built = new CompletableFuture<>();
            Path folder = Files.createTempDirectory("latent-workbench-check");
            Platform.startup(() -> {
                try {
                    built.complete(scene(folder));
                } catch (RuntimeException | Error e) {
                    built.completeExceptionally(e);
                }
            });
            Scene scene = built.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            LOG.info("the window has {} parts", scene.getRoot().lookupAll("*").size());
            AtomicFile.deleteQuietly(folder);
            Platform.exit();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (ExecutionException | TimeoutException | java.io.IOException | RuntimeException | LinkageError e) {
            LOG.error("the window cannot be built", e);
            return 1;
        }
    }

    private static Scene scene(Path folder) {
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        Composition made = Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo"));
        Scene scene = made.scene(1280, 800);
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        return scene;
    }
}
