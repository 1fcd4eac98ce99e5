package org.latentworkbench.app.gui.control;

import java.util.function.DoubleConsumer;
import javafx.scene.control.SplitPane;

/** Dividers that stand at a distance in pixels from a side: extra width goes to one pane alone, and what a person chose is kept. */
public final class Dividers {
    private static final double LEAST = 40;

    private Dividers() {}

    /**
     * Keeps the first pane as wide as it was.
     *
     * @param pixels its width at first
     * @param save receives the width the person gave it
     */
    public static void keepFirst(SplitPane split, double pixels, DoubleConsumer save) {
        SplitPane.setResizableWithParent(split.getItems().getFirst(), false);
        new Kept(split, 0, pixels, true, save).start();
    }

    /** As {@link #keepFirst}, for the last pane. */
    public static void keepLast(SplitPane split, double pixels, DoubleConsumer save) {
        SplitPane.setResizableWithParent(split.getItems().getLast(), false);
        new Kept(split, split.getDividers().size() - 1, pixels, false, save).start();
    }

    private static final class Kept {
        private final SplitPane split;
        private final int index;
        private final boolean fromLeft;
        private final DoubleConsumer save;
        private double pixels;
        private boolean placing;

        Kept(SplitPane split, int index, double pixels, boolean fromLeft, DoubleConsumer save) {
            this.split = split;
            this.index = index;
            this.pixels = pixels;
            this.fromLeft = fromLeft;
            this.save = save;
        }

        void start() {
            split.widthProperty().subscribe(_ -> place());
            split.getDividers().get(index).positionProperty().subscribe((_, at) -> moved(at.doubleValue()));
        }

        private void place() {
            double width = split.getWidth();
            if (width > 0) {
                double at = Math.clamp((fromLeft ? pixels : width - pixels) / width, 0, 1);
                placing = true;
                split.setDividerPosition(index, at);
                placing = false;
            }
        }

        private void moved(double at) {
            double width = split.getWidth();
            double now = fromLeft ? at * width : (1 - at) * width;
            // Only a drag of the person is kept: while the window itself is resized the divider moves by itself.
            if (!placing
                    && width > 0
                    && now > LEAST
                    && split.lookupAll(".split-pane-divider").stream().anyMatch(javafx.scene.Node::isPressed)) {
                pixels = now;
                save.accept(now);
            }
        }
    }
}
