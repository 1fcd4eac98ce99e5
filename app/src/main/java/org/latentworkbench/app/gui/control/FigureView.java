package org.latentworkbench.app.gui.control;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.plot.SvgSurface;

/** Shows a {@link Figure}; its menu copies and saves the data and the drawing. */
public final class FigureView extends Region {
    private final Theme theme;
    private final ObjectProperty<@Nullable Figure> figure = new SimpleObjectProperty<>(this, "figure");
    private final Canvas canvas = new Canvas();

    /** @param files asks where to save a file, given a suggested name */
    public FigureView(Theme theme, SaveTarget files) {
        this.theme = theme;
        getStyleClass().add("figure-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(120, 90);
        getChildren().add(canvas);
        figure.subscribe(now -> {
            setAccessibleText(now == null ? "" : now.title());
            requestLayout();
        });
        theme.paletteProperty().subscribe(this::requestLayout);
        theme.scaleProperty().subscribe(this::requestLayout);
        new PlotMenu(this, canvas, files, this::name, this::table, this::svg).install();
    }

    /** What is shown; null for nothing. */
    public ObjectProperty<@Nullable Figure> figureProperty() {
        return figure;
    }

    private String name() {
        Figure shown = figure.get();
        return shown == null ? "figure" : shown.title();
    }

    private String table() {
        Figure shown = figure.get();
        return shown == null ? "" : shown.asTable();
    }

    private String svg() {
        SvgSurface surface = new SvgSurface(
                canvas.getWidth(),
                canvas.getHeight(),
                "Inter, sans-serif",
                theme.palette().argb("-color-bg-default"));
        Figure shown = figure.get();
        if (shown != null) {
            shown.draw(surface, canvas.getWidth(), canvas.getHeight(), theme.px(1), theme.palette());
        }
        return surface.document();
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 240;
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        canvas.setWidth(Math.max(0, getWidth() - left - snappedRightInset()));
        canvas.setHeight(Math.max(0, getHeight() - top - snappedBottomInset()));
        canvas.relocate(left, top);
        canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        Figure shown = figure.get();
        if (shown != null) {
            shown.draw(
                    new CanvasSurface(canvas.getGraphicsContext2D(), theme),
                    canvas.getWidth(),
                    canvas.getHeight(),
                    theme.px(1),
                    theme.palette());
        }
    }
}
