package org.latentworkbench.app.gui.launch;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import javafx.application.Application;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.Session;
import org.latentworkbench.app.gui.shell.WindowState;
import org.latentworkbench.engine.workspace.Workspace;

/** The window's life: built, shown where it was, closed with a question if jobs still run. */
public final class WorkbenchApplication extends Application {
    private static final double MIN_WIDTH = 960;
    private static final double MIN_HEIGHT = 600;

    private @Nullable Composition composition;

    @Override
    public void start(Stage stage) {
        Composition made = Composition.ofUser();
        composition = made;
        UncaughtFailures.install(made.context().notifier(), made.context().jobs());
        made.context().dialogs().setOwner(stage);
        stage.setTitle("Latent Workbench");
        icons(stage);
        WindowState.restore(made.context().settings(), stage);
        stage.setMinWidth(MIN_WIDTH);
        stage.setMinHeight(MIN_HEIGHT);
        stage.setScene(made.scene(stage.getWidth(), stage.getHeight()));
        made.context()
                .session()
                .workspaceProperty()
                .subscribe(open ->
                        stage.setTitle(open == null ? "Latent Workbench" : open.name() + " – Latent Workbench"));
        stage.setOnCloseRequest(event -> {
            if (!mayClose(made)) {
                event.consume();
            } else {
                made.keep(stage);
            }
        });
        stage.show();
        openPlace(made);
    }

    @Override
    public void stop() {
        if (composition != null) {
            composition.context().jobs().cancelAll();
            composition.context().session().close();
        }
    }

    /** Opens what was asked for, else what was open last. */
    private void openPlace(Composition made) {
        var named = getParameters().getNamed();
        Session session = made.context().session();
        Optional<Path> asked = Optional.ofNullable(named.get("workspace")).map(Path::of);
        Optional<String> place = Optional.ofNullable(named.get("open"));
        Optional<Path> last = made.context()
                .settings()
                .text("workspace")
                .filter(text -> !text.isEmpty())
                .map(Path::of)
                .filter(Workspace::isWorkspace);
        if (asked.isPresent()) {
            session.open(asked.get(), () -> made.context()
                    .navigator()
                    .go(place.map(Address::parse).orElse(new Address("latent", ""))));
        } else if (last.isPresent()) {
            Optional<String> before = place.or(() -> made.context().settings().text("place"));
            session.open(last.get(), () -> made.context()
                    .navigator()
                    .go(before.map(Address::parse).orElse(new Address("latent", ""))));
        }
    }

    private static boolean mayClose(Composition made) {
        return !made.context().jobs().isBusy()
                || made.context()
                        .dialogs()
                        .confirm(
                                "Jobs are still running",
                                "What they have done so far stays valid; training can be resumed.",
                                "Stop them and quit",
                                "Keep running");
    }

    private static void icons(Stage stage) {
        for (int size : new int[] {16, 32, 48, 128, 256}) {
            try (InputStream in = WorkbenchApplication.class.getResourceAsStream("icon-" + size + ".png")) {
                if (in != null) {
                    stage.getIcons().add(new Image(in));
                }
            } catch (java.io.IOException e) {
                org.slf4j.LoggerFactory.getLogger(WorkbenchApplication.class).warn("no icon of size {}", size, e);
            }
        }
    }
}
