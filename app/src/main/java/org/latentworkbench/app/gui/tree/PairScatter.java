package org.latentworkbench.app.gui.tree;

import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.tree.PairSample;

/** The values of a parent and a child on a sample of tokens; tokens in a hole are rings on the left edge. */
final class PairScatter extends Region {
    private static final double LEFT = 28;
    private static final double BOTTOM = 34;
    private static final double TOP = 8;
    private static final double RIGHT = 8;
    private static final double DOT = 1.5;
    private static final double RING = 2.5;

    private final Theme theme;
    private final Canvas canvas = new Canvas();
    private @Nullable PairSample sample;
    private int parent;
    private int child;

    PairScatter(Theme theme) {
        this.theme = theme;
        setId("pair-scatter");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        getChildren().add(canvas);
        theme.paletteProperty().subscribe(_ -> requestLayout());
    }

    void show(PairSample newSample, int newParent, int newChild) {
        sample = newSample;
        parent = newParent;
        child = newChild;
        setAccessibleText("Activations of latents " + parent + " and " + child + " on " + newSample.positions().length
                + " tokens");
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 150 * theme.scaleProperty().get();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint(canvas.getGraphicsContext2D());
    }

    private void paint(GraphicsContext g) {
        g.clearRect(0, 0, getWidth(), getHeight());
        PairSample shown = sample;
        if (shown == null || shown.positions().length == 0) {
            return;
        }
        double scale = theme.scaleProperty().get();
        double width = getWidth() - (LEFT + RIGHT) * scale;
        double height = getHeight() - (TOP + BOTTOM) * scale;
        double mostX = largest(shown.parent());
        double mostY = largest(shown.child());
        axes(g, scale, width, height, mostX, mostY);
        g.setLineWidth(1.2);
        g.setStroke(theme.palette().colour("-color-accent-fg"));
        Color dot = theme.palette().colour("-lw-bar");
        for (int i = 0; i < shown.positions().length; i++) {
            // Most tokens of a wide parent lie on its axis; they must not outshine the others.
            g.setFill(dot.deriveColor(0, 1, 1, shown.child()[i] == 0 ? 0.2 : 0.65));
            double x = LEFT * scale + width * shown.parent()[i] / mostX;
            double y = TOP * scale + height * (1 - shown.child()[i] / mostY);
            if (shown.parent()[i] == 0) {
                g.strokeOval(x - RING, y - RING, 2 * RING, 2 * RING);
            } else {
                g.fillOval(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
            }
        }
    }

    private void axes(GraphicsContext g, double scale, double width, double height, double mostX, double mostY) {
        g.setFont(theme.font(11));
        g.setLineWidth(1);
        g.setTextBaseline(VPos.CENTER);
        double stepY = step(mostY, 3);
        for (double value = 0; value <= mostY; value += stepY) {
            double y = Math.floor(TOP * scale + height * (1 - value / mostY)) + 0.5;
            g.setStroke(theme.palette().colour("-lw-line"));
            g.strokeLine(LEFT * scale, y, LEFT * scale + width, y);
            g.setFill(theme.palette().colour("-color-fg-muted"));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(tick(value, stepY), (LEFT - 6) * scale, y);
        }
        double stepX = step(mostX, 5);
        g.setTextAlign(TextAlignment.CENTER);
        for (double value = 0; value <= mostX; value += stepX) {
            g.fillText(tick(value, stepX), LEFT * scale + width * value / mostX, TOP * scale + height + 11 * scale);
        }
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText(
                "parent " + Figures.count(parent) + " (x), child " + Figures.count(child) + " (y); rings are holes",
                LEFT * scale + width,
                TOP * scale + height + 26 * scale);
    }

    private static double largest(float[] values) {
        double largest = 1e-6;
        for (float value : values) {
            largest = Math.max(largest, value);
        }
        return largest * 1.04;
    }

    private static double step(double length, int most) {
        double power = Math.pow(10, Math.floor(Math.log10(length / most)));
        for (double factor : new double[] {1, 2, 5, 10}) {
            if (length / (factor * power) <= most) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static String tick(double value, double step) {
        return step >= 1 ? Long.toString(Math.round(value)) : String.format(java.util.Locale.US, "%.1f", value);
    }
}
