package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.Optional;

/** The program's other face, as far as the command line knows it. */
public interface Window {
    /**
     * Opens the window and returns when it is closed.
     *
     * @param workspace what to open in it; the last one, or the start page, if not given
     * @param address the place to show, such as {@code latent:demo/165}
     */
    void open(Optional<Path> workspace, Optional<String> address);

    /**
     * Builds the whole window without showing it.
     *
     * @return whether that works; the log says why not
     */
    boolean check();
}
