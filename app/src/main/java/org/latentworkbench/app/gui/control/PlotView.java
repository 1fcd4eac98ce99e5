package org.latentworkbench.app.gui.control;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.plot.Surface;
import org.latentworkbench.engine.plot.SvgSurface;

/** Shows a {@link LinePlot}; draws once a frame at most, whatever changes. Its menu copies and saves the data and the drawing. */
public final class PlotView extends Region {
    private static final double TITLE = 12;

    private final Theme theme;
    private final ObjectProperty<@Nullable LinePlot> plot = new SimpleObjectProperty<>(this, "plot");
    private final Canvas canvas = new Canvas();

    /**
     * An empty plot.
     *
     * @param files asks where to save the data or the drawing
     */
    public PlotView(Theme theme, SaveTarget files) {
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
        new PlotMenu(this, canvas, files, this::name, this::table, this::svg).install();
    }

    /** What is shown; null for nothing. */
    public ObjectProperty<@Nullable LinePlot> plotProperty() {
        return plot;
    }

    private String name() {
        LinePlot shown = plot.get();
        return shown == null ? "plot" : shown.title();
    }

    private String table() {
        LinePlot shown = plot.get();
        return shown == null ? "" : shown.asTable();
    }

    /** The drawing as an SVG document in the colours of the present theme. */
    public String svg() {
        SvgSurface surface = new SvgSurface(
                canvas.getWidth(),
                canvas.getHeight(),
                "Inter, sans-serif",
                theme.palette().argb("-color-bg-default"));
        draw(surface);
        return surface.document();
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
        canvas.setWidth(Math.max(0, getWidth() - left - snappedRightInset()));
        canvas.setHeight(Math.max(0, getHeight() - top - snappedBottomInset()));
        canvas.relocate(left, top);
        canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        draw(new CanvasSurface(canvas.getGraphicsContext2D(), theme));
    }

    private void draw(Surface surface) {
        LinePlot shown = plot.get();
        if (shown != null) {
            new PlotDrawing(
                            shown,
                            surface,
                            canvas.getWidth(),
                            canvas.getHeight(),
                            theme.px(1),
                            theme.palette(),
                            this::titleWidth)
                    .draw();
        }
    }

    private double titleWidth(String title) {
        Text text = new Text(title);
        text.setFont(theme.strongFont(TITLE));
        return text.getLayoutBounds().getWidth();
    }
}
