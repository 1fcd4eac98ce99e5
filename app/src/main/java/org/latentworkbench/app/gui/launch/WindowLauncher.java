package org.latentworkbench.app.gui.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Application;

/** Starts the window, or checks that it could be started. */
public final class WindowLauncher {
    private WindowLauncher() {}

    /**
     * Opens the window and returns when it is closed.
     *
     * @param workspace the workspace to open; the last one, or the start page, if not given
     * @param address the place to show in it, such as {@code latent:matryoshka-1/165}
     */
    public static void open(Optional<Path> workspace, Optional<String> address) {
        List<String> arguments = new ArrayList<>();
        workspace.ifPresent(path -> arguments.add("--workspace=" + path.toAbsolutePath()));
        address.ifPresent(text -> arguments.add("--open=" + text));
        // The launchers start every JVM headless for AWT, which JavaFX does not use.
        Application.launch(WorkbenchApplication.class, arguments.toArray(String[]::new));
    }

    /**
     * Builds the whole window without showing it and loads the native libraries.
     *
     * @return 0 if everything is there, 1 otherwise; what is missing is written to the log
     */
    public static int selfCheck() {
        return SelfCheck.run();
    }
}
