package org.latentworkbench.app.gui.control;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.plot.Surface;

/** Shows a {@link LinePlot}. */
public final class PlotView extends DrawnView {
    private static final double TITLE = 12;

    private final Theme theme;
    private final ObjectProperty<@Nullable LinePlot> plot = new SimpleObjectProperty<>(this, "plot");

    /**
     * An empty plot.
     *
     * @param files asks where to save the data or the drawing
     */
    public PlotView(Theme theme, SaveTarget files) {
        super(theme, "plot-view", 200, files);
        this.theme = theme;
        plot.subscribe(now -> {
            setAccessibleText(now == null ? "" : now.title() + " " + now.subtitle());
            requestLayout();
        });
    }

    /** What is shown; null for nothing. */
    public ObjectProperty<@Nullable LinePlot> plotProperty() {
        return plot;
    }

    @Override
    String name() {
        LinePlot shown = plot.get();
        return shown == null ? "plot" : shown.title();
    }

    @Override
    String table() {
        LinePlot shown = plot.get();
        return shown == null ? "" : shown.asTable();
    }

    @Override
    void draw(Surface surface, double width, double height) {
        LinePlot shown = plot.get();
        if (shown != null) {
            new PlotDrawing(shown, surface, width, height, theme.px(1), theme.palette(), this::titleWidth).draw();
        }
    }

    private double titleWidth(String title) {
        Text text = new Text(title);
        text.setFont(theme.strongFont(TITLE));
        return text.getLayoutBounds().getWidth();
    }
}
