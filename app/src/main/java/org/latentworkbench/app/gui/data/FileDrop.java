package org.latentworkbench.app.gui.data;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;

/** Lets files and folders be dropped on a node. What they are is not decided here: see {@link Dropped}. */
public final class FileDrop {
    private static final PseudoClass OVER = PseudoClass.getPseudoClass("dropping");

    private FileDrop() {}

    /** Hands on what is dropped on {@code target}; while files are over it, it has the pseudo-class {@code dropping}. */
    public static void accept(Node target, Consumer<List<Path>> take) {
        target.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
                target.pseudoClassStateChanged(OVER, true);
                event.consume();
            }
        });
        target.addEventHandler(DragEvent.DRAG_EXITED_TARGET, _ -> target.pseudoClassStateChanged(OVER, false));
        target.addEventHandler(DragEvent.DRAG_DROPPED, event -> {
            target.pseudoClassStateChanged(OVER, false);
            @Nullable List<File> files = event.getDragboard().getFiles();
            event.setDropCompleted(hand(files, take));
            event.consume();
        });
    }

    static boolean hand(@Nullable List<File> files, Consumer<List<Path>> take) {
        if (files == null || files.isEmpty()) {
            return false;
        }
        take.accept(files.stream().map(File::toPath).toList());
        return true;
    }
}
