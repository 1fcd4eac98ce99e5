package org.latentworkbench.app.gui.control;

import java.nio.file.Path;
import java.util.Optional;

/** Asks a person where a file goes. */
@FunctionalInterface
public interface SaveTarget {
    /**
     * Where to write; empty when the person went back.
     *
     * @param title what is saved
     * @param suggestedName with its ending
     */
    Optional<Path> choose(String title, String suggestedName);
}
