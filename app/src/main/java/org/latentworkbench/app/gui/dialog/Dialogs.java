package org.latentworkbench.app.gui.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Window;

/** Questions that need an answer before going on. An interface, so that tests answer without a window. */
public interface Dialogs {
    /** Sets the window they stand over, once there is one. */
    default void setOwner(Window window) {}

    /** A folder to read from or to write into. */
    Optional<Path> chooseFolder(String title);

    /** One or more files to read. */
    List<Path> chooseFiles(String title, String kind, List<String> patterns);

    /** Where to write a file; overwriting was confirmed. */
    Optional<Path> chooseTarget(String title, String suggestedName);

    /** One of a few; empty when the person went back. */
    Optional<String> choose(String question, List<String> choices);

    /** Asks before something that cannot be undone. Both buttons say what they do. */
    boolean confirm(String question, String detail, String yes, String no);

    /** A short text; empty when the person went back. */
    Optional<String> askText(String title, String prompt, String initial);
}
