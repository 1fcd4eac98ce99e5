package org.latentworkbench.app.gui;

import com.sun.javafx.tk.TKClipboard;
import java.io.File;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Drops files on a node as a file manager does: the toolkit without a display has no drag and drop of its own. */
public final class Drops {
    private Drops() {}

    /**
     * Drags files over a node and lets them go.
     *
     * @return whether the node took them
     */
    public static boolean drop(Node target, Path... paths) {
        Dragboard board = board(Stream.of(paths).map(Path::toFile).toList());
        DragEvent over = event(DragEvent.DRAG_OVER, target, board);
        Event.fireEvent(target, over);
        DragEvent dropped = event(DragEvent.DRAG_DROPPED, target, board);
        Event.fireEvent(target, dropped);
        return dropped.isDropCompleted();
    }

    private static DragEvent event(EventType<DragEvent> type, Node target, Dragboard board) {
        return new DragEvent(target, target, type, board, 1, 1, 1, 1, TransferMode.COPY, null, target, null);
    }

    private static Dragboard board(List<File> files) {
        TKClipboard clipboard = (TKClipboard) Proxy.newProxyInstance(
                Drops.class.getClassLoader(), new Class<?>[] {TKClipboard.class}, (_, method, arguments) -> {
                    boolean asked = arguments != null && arguments.length > 0 && DataFormat.FILES.equals(arguments[0]);
                    return switch (method.getName()) {
                        case "getContentTypes" -> Set.of(DataFormat.FILES);
                        case "getTransferModes" -> EnumSet.of(TransferMode.COPY);
                        case "hasContent" -> asked;
                        case "getContent" -> asked ? files : null;
                        default -> method.getReturnType() == boolean.class ? false : null;
                    };
                });
        try {
            var constructor = Dragboard.class.getDeclaredConstructor(TKClipboard.class);
            constructor.setAccessible(true);
            return constructor.newInstance(clipboard);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
