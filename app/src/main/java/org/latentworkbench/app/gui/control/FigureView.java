package org.latentworkbench.app.gui.control;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.plot.Surface;

/** Shows a {@link Figure}. */
public final class FigureView extends DrawnView {
    private final Theme theme;
    private final ObjectProperty<@Nullable Figure> figure = new SimpleObjectProperty<>(this, "figure");

    /** @param files asks where to save a file, given a suggested name */
    public FigureView(Theme theme, SaveTarget files) {
        super(theme, "figure-view", 240, files);
        this.theme = theme;
        figure.subscribe(now -> {
            setAccessibleText(now == null ? "" : now.title());
            requestLayout();
        });
    }

    /** What is shown; null for nothing. */
    public ObjectProperty<@Nullable Figure> figureProperty() {
        return figure;
    }

    @Override
    String name() {
        Figure shown = figure.get();
        return shown == null ? "figure" : shown.title();
    }

    @Override
    String table() {
        Figure shown = figure.get();
        return shown == null ? "" : shown.asTable();
    }

    @Override
    void draw(Surface surface, double width, double height) {
        Figure shown = figure.get();
        if (shown != null) {
            shown.draw(surface, width, height, theme.px(1), theme.palette());
        }
    }
}
