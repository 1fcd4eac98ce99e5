package org.latentworkbench.app.gui.control;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.theme.Palette;
import org.latentworkbench.app.gui.theme.Theme;

/** Shows a {@link LinePlot}; redraws once a frame at most, whatever changes. Its menu copies the data and saves the drawing. */
public final class PlotView extends Region {
    private final Theme theme;
    private final ObjectProperty<@Nullable LinePlot> plot = new SimpleObjectProperty<>(this, "plot");
    private final Canvas canvas = new Canvas();

    /** An empty plot. */
    public PlotView(Theme theme) {
        this.theme = theme;
        getStyleClass().add("plot-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(120, 90);
        getChildren().add(canvas);
        plot.subscribe(now -> {
            setAccessibleText(now == null ? "" : now.title() + " " + now.subtitle());
            requestLayout();
        });
        theme.paletteProperty().subscribe(this::requestLayout);
        theme.scaleProperty().subscribe(this::requestLayout);
        MenuItem copy = new MenuItem("Copy data");
        copy.setOnAction(_ -> copyData());
        MenuItem svg = new MenuItem("Copy as SVG");
        svg.setOnAction(_ -> Clipboards.putText(svg()));
        ContextMenu menu = new ContextMenu(copy, svg);
        setOnContextMenuRequested(event -> menu.show(this, event.getScreenX(), event.getScreenY()));
    }

    /** What is shown; null for nothing. */
    public ObjectProperty<@Nullable LinePlot> plotProperty() {
        return plot;
    }

    /** Puts the plotted numbers on the clipboard, with tabs. */
    public void copyData() {
        LinePlot shown = plot.get();
        if (shown != null) {
            Clipboards.putText(shown.asTable());
        }
    }

    /** The drawing as an SVG file in the colours of the present theme. */
    public String svg() {
        return PlotSvg.write(shapes(), canvas.getWidth(), canvas.getHeight(), theme);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 320;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 200;
    }

    @Override
    protected void layoutChildren() {
        double left = snappedLeftInset();
        double top = snappedTopInset();
        double width = Math.max(0, getWidth() - left - snappedRightInset());
        double height = Math.max(0, getHeight() - top - snappedBottomInset());
        canvas.setWidth(width);
        canvas.setHeight(height);
        canvas.relocate(left, top);
        draw(canvas.getGraphicsContext2D());
    }

    private List<PlotShape> shapes() {
        LinePlot shown = plot.get();
        return shown == null
                ? List.of()
                : PlotDrawing.of(
                        shown,
                        canvas.getWidth(),
                        canvas.getHeight(),
                        theme.scaleProperty().get(),
                        this::titleWidth);
    }

    private double titleWidth(String title) {
        Text text = new Text(title);
        text.setFont(theme.strongFont(12));
        return text.getLayoutBounds().getWidth();
    }

    private void draw(GraphicsContext graphics) {
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        graphics.setTextBaseline(VPos.CENTER);
        Palette palette = theme.palette();
        for (PlotShape shape : shapes()) {
            switch (shape) {
                case PlotShape.Path path -> {
                    Color colour = palette.colour(path.colour());
                    graphics.setStroke(colour.deriveColor(0, 1, 1, path.opacity()));
                    graphics.setLineWidth(path.width());
                    graphics.setLineDashes(path.dashes());
                    graphics.strokePolyline(path.x(), path.y(), path.x().length);
                }
                case PlotShape.Text text -> {
                    graphics.setFill(palette.colour(text.colour()));
                    graphics.setFont(text.strong() ? theme.strongFont(text.size()) : theme.font(text.size()));
                    graphics.setTextAlign(
                            text.anchor() == 0
                                    ? TextAlignment.LEFT
                                    : text.anchor() == 1 ? TextAlignment.RIGHT : TextAlignment.CENTER);
                    graphics.fillText(text.text(), text.x(), text.y());
                }
                case PlotShape.Dot dot -> {
                    graphics.setFill(palette.colour(dot.colour()));
                    graphics.fillOval(
                            dot.x() - dot.radius(), dot.y() - dot.radius(), 2 * dot.radius(), 2 * dot.radius());
                }
            }
        }
    }
}
