package org.latentworkbench.app.gui.latents;

import java.util.Comparator;
import java.util.Locale;
import java.util.function.Function;
import org.latentworkbench.app.gui.control.Figures;

/** The columns of the table: how each is named, ordered and copied. */
enum LatentColumn {
    STAR("star", Comparator.comparing(LatentRow::starred), row -> row.starred() ? "1" : "0"),
    ID("id", Comparator.comparingInt(LatentRow::id), row -> Integer.toString(row.id())),
    LABEL(
            "label",
            Comparator.comparing((LatentRow row) -> row.label().isEmpty())
                    .thenComparing(row -> row.label().toLowerCase(Locale.ROOT)),
            LatentRow::label),
    LEVEL("lvl", Comparator.comparingInt(LatentRow::level), row -> Integer.toString(row.level())),
    DENSITY("density", Comparator.comparingDouble(LatentRow::density), row -> Double.toString(row.density())),
    MEAN("mean", Comparator.comparingDouble(LatentRow::mean), row -> Figures.two(row.mean())),
    MAX("max", Comparator.comparingDouble(LatentRow::max), row -> Figures.two(row.max())),
    TOKENS("top tokens", Comparator.comparing(row -> row.tokens().plain()), row -> row.tokens()
            .plain()),
    REGEX("best regex", Comparator.comparingDouble(row -> row.regex().f1()), row -> row.regex()
            .script()),
    F1(
            "F1",
            Comparator.comparingDouble(row -> row.regex().f1()),
            row -> Figures.two(row.regex().f1()));

    private final String title;
    private final Comparator<LatentRow> order;
    private final Function<LatentRow, String> plain;

    LatentColumn(String title, Comparator<LatentRow> order, Function<LatentRow, String> plain) {
        this.title = title;
        this.order = order;
        this.plain = plain;
    }

    String title() {
        return title;
    }

    Comparator<LatentRow> order() {
        return order;
    }

    /** The cell as it is copied. */
    String plain(LatentRow row) {
        return plain.apply(row).replace('\t', ' ').replace('\n', ' ');
    }
}
