package org.latentworkbench.app.gui.control;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/** The brush of a histogram: an area between two grips that the mouse drags and the arrow keys move by one bin. */
final class HistogramBrush {
    private static final double GRIP_WIDTH = 7;
    private static final double GRIP_HEIGHT = 20;
    private static final int FAST = 5;

    final ObjectProperty<@Nullable ActivationRange> range = new SimpleObjectProperty<>(this, "range");
    private final HistogramView view;
    private final Region surface = new Region();
    private final Region area = new Region();
    private final Region lowLine = line();
    private final Region highLine = line();
    private final Region lowGrip = grip("lower");
    private final Region highGrip = grip("upper");
    private double anchor;
    private boolean movesWhole;

    HistogramBrush(HistogramView view) {
        this.view = view;
        area.getStyleClass().add("brush-area");
        area.setMouseTransparent(true);
        surface.setCursor(Cursor.CROSSHAIR);
        surface.setOnMouseMoved(
                e -> surface.setCursor(inside(toView(surface, e)) ? Cursor.OPEN_HAND : Cursor.CROSSHAIR));
        surface.setOnMousePressed(e -> {
            anchor = view.activationAt(toView(surface, e));
            movesWhole = inside(toView(surface, e));
        });
        surface.setOnMouseDragged(e -> {
            double to = view.activationAt(toView(surface, e));
            if (movesWhole) {
                moveWhole(to);
            } else {
                set(anchor, to);
            }
        });
        surface.setOnMouseClicked(e -> {
            if (e.isStillSincePress()) {
                range.set(null);
            }
        });
        lowGrip.setOnMouseDragged(e -> moveLow(view.activationAt(toView(lowGrip, e))));
        highGrip.setOnMouseDragged(e -> moveHigh(view.activationAt(toView(highGrip, e))));
        lowGrip.addEventHandler(KeyEvent.KEY_PRESSED, e -> keyPressed(e, true));
        highGrip.addEventHandler(KeyEvent.KEY_PRESSED, e -> keyPressed(e, false));
        range.subscribe(now -> {
            boolean there = now != null;
            for (Node node : List.of(area, lowLine, highLine, lowGrip, highGrip)) {
                node.setVisible(there);
            }
            if (now != null) {
                lowGrip.setAccessibleText(String.format(Locale.US, "from %.2f", now.low()));
                highGrip.setAccessibleText(String.format(Locale.US, "to %.2f", now.high()));
            }
            view.requestLayout();
        });
    }

    private double toView(Node from, MouseEvent event) {
        return from.localToParent(event.getX(), event.getY()).getX();
    }

    /** What lies behind the bars. */
    Node background() {
        return area;
    }

    /** What lies over the bars. */
    List<Node> foreground() {
        return List.of(surface, lowLine, highLine, lowGrip, highGrip);
    }

    private boolean inside(double x) {
        ActivationRange now = range.get();
        return now != null && x > view.xOf(now.low()) && x < view.xOf(now.high());
    }

    /** Drops the brush when another latent's values are shown. */
    void reset(double max) {
        ActivationRange now = range.get();
        if (now != null && now.high() > max) {
            range.set(null);
        }
    }

    private void moveWhole(double to) {
        ActivationRange now = range.get();
        if (now != null) {
            double shift = Math.clamp(to - anchor, -now.low(), view.max() - now.high());
            anchor += shift;
            range.set(new ActivationRange(now.low() + shift, now.high() + shift));
        }
    }

    private void set(double a, double b) {
        if (Math.abs(a - b) >= view.binWidth() / 2) {
            range.set(new ActivationRange(Math.min(a, b), Math.max(a, b)));
        }
    }

    private void moveLow(double to) {
        ActivationRange now = range.get();
        if (now != null) {
            range.set(new ActivationRange(Math.clamp(to, 0, Math.max(0, now.high() - view.binWidth())), now.high()));
        }
    }

    private void moveHigh(double to) {
        ActivationRange now = range.get();
        if (now != null) {
            double least = Math.min(view.max(), now.low() + view.binWidth());
            range.set(new ActivationRange(now.low(), Math.clamp(to, least, view.max())));
        }
    }

    private void keyPressed(KeyEvent event, boolean low) {
        ActivationRange now = range.get();
        if (now == null) {
            return;
        }
        double step = view.binWidth() * (event.isShiftDown() ? FAST : 1);
        double from = low ? now.low() : now.high();
        double to =
                switch (event.getCode()) {
                    case LEFT -> from - step;
                    case RIGHT -> from + step;
                    case HOME -> 0;
                    case END -> view.max();
                    default -> Double.NaN;
                };
        if (!Double.isNaN(to)) {
            if (low) {
                moveLow(to);
            } else {
                moveHigh(to);
            }
            event.consume();
        }
    }

    void layout() {
        double top = view.plotTop();
        double height = view.plotHeight();
        surface.resizeRelocate(view.plotLeft(), top, view.plotWidth(), height);
        ActivationRange now = range.get();
        if (now == null) {
            return;
        }
        double low = Math.round(view.xOf(now.low()));
        double high = Math.round(view.xOf(now.high()));
        area.resizeRelocate(low, top, Math.max(1, high - low), height);
        lowLine.resizeRelocate(low - 1, top, 2, height);
        highLine.resizeRelocate(high - 1, top, 2, height);
        double gripY = Math.round(top + (height - GRIP_HEIGHT) / 2);
        lowGrip.resizeRelocate(low - GRIP_WIDTH / 2 - 0.5, gripY, GRIP_WIDTH + 1, GRIP_HEIGHT);
        highGrip.resizeRelocate(high - GRIP_WIDTH / 2 - 0.5, gripY, GRIP_WIDTH + 1, GRIP_HEIGHT);
    }

    private static Region line() {
        Region line = new Region();
        line.getStyleClass().add("brush-line");
        line.setMouseTransparent(true);
        return line;
    }

    private static Region grip(String which) {
        Region grip = new Region();
        grip.getStyleClass().add("brush-grip");
        grip.setId("brush-" + which);
        grip.setCursor(Cursor.H_RESIZE);
        grip.setFocusTraversable(true);
        grip.setAccessibleRole(AccessibleRole.THUMB);
        return grip;
    }
}
