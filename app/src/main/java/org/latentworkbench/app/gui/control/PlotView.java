package org.latentworkbench.app.gui.control;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.plot.Surface;
import org.latentworkbench.engine.plot.SvgSurface;

/** Shows a {@link LinePlot}; draws once a frame at most, whatever changes. Its menu copies the data and the drawing. */
public final class PlotView extends Region {
    private static final double TITLE = 12;

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
        ContextMenu menu = new ContextMenu(
                item("Copy data", this::copyData),
                item("Copy as picture", this::copyPicture),
                item("Copy as SVG", () -> Clipboards.putText(svg())));
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

    /** Puts the drawing on the clipboard as a picture. */
    public void copyPicture() {
        ClipboardContent content = new ClipboardContent();
        content.putImage(canvas.snapshot(null, null));
        Clipboard.getSystemClipboard().setContent(content);
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

    private static MenuItem item(String words, Runnable action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(_ -> action.run());
        return item;
    }
}
