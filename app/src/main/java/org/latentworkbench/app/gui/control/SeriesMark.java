package org.latentworkbench.app.gui.control;

import javafx.scene.layout.Region;

/** The mark of a series beside its name. */
public final class SeriesMark extends Region {
    /** The mark of a style; for none an empty ring. */
    public SeriesMark(java.util.Optional<SeriesStyle> style) {
        getStyleClass().add("series-mark");
        getStyleClass()
                .add(style.map(some -> some.mark().name().toLowerCase(java.util.Locale.ROOT))
                        .orElse("none"));
    }
}
