package org.latentworkbench.app.gui.latents;

import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.control.FilterField;

/** The fields under the headers, each as wide as its column, wherever that stands. */
final class FilterRow extends Region {
    static final double HEIGHT = 32;
    private static final double FIELD_HEIGHT = 24;
    private static final double GAP = 4;

    private final TableView<LatentRow> table;
    private final Map<LatentColumn, FilterField> fields = new EnumMap<>(LatentColumn.class);
    private final FontIcon icon = new FontIcon("mdi2f-filter-variant");
    private final ObjectProperty<RowFilter> filter;
    private boolean writing;

    FilterRow(TableView<LatentRow> table, ObjectProperty<RowFilter> filter) {
        this.table = table;
        this.filter = filter;
        getStyleClass().add("filter-row");
        setPickOnBounds(false);
        add(LatentColumn.ID, "id");
        add(LatentColumn.LABEL, "contains");
        add(LatentColumn.LEVEL, "all");
        add(LatentColumn.DENSITY, "min");
        add(LatentColumn.MAX, "min");
        add(LatentColumn.TOKENS, "has token");
        add(LatentColumn.REGEX, "contains");
        getChildren().add(icon);
        table.getVisibleLeafColumns().subscribe(this::requestLayout);
        table.getColumns().forEach(column -> column.widthProperty().subscribe(_ -> requestLayout()));
        filter.subscribe(this::show);
    }

    private void add(LatentColumn column, String prompt) {
        FilterField field = new FilterField(prompt);
        field.setId("filter-" + column.name().toLowerCase(java.util.Locale.ROOT));
        field.textProperty().subscribe((_, _) -> written());
        fields.put(column, field);
        getChildren().add(field);
    }

    private String text(LatentColumn column) {
        FilterField field = fields.get(column);
        return field == null ? "" : field.getText();
    }

    private void written() {
        if (writing) {
            return;
        }
        RowFilter.Words words = new RowFilter.Words(
                text(LatentColumn.ID),
                text(LatentColumn.LABEL),
                text(LatentColumn.LEVEL),
                text(LatentColumn.DENSITY),
                text(LatentColumn.MAX),
                text(LatentColumn.TOKENS),
                text(LatentColumn.REGEX));
        filter.set(new RowFilter(filter.get().group(), words));
    }

    private void show(RowFilter now) {
        RowFilter.Words words = now.words();
        writing = true;
        put(LatentColumn.ID, words.id(), true);
        put(LatentColumn.LABEL, words.label(), false);
        put(LatentColumn.LEVEL, words.level(), true);
        put(LatentColumn.DENSITY, words.density(), true);
        put(LatentColumn.MAX, words.max(), true);
        put(LatentColumn.TOKENS, words.token(), false);
        put(LatentColumn.REGEX, words.regex(), false);
        writing = false;
    }

    private void put(LatentColumn column, String text, boolean number) {
        FilterField field = fields.get(column);
        if (field != null) {
            if (!field.getText().equals(text)) {
                field.setText(text);
            }
            field.setWrong(number && NumberFilter.parse(text, "=").isEmpty());
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return HEIGHT;
    }

    @Override
    protected void layoutChildren() {
        for (Node field : fields.values()) {
            field.setVisible(false);
        }
        double x = 0;
        double y = snapPositionY((getHeight() - FIELD_HEIGHT) / 2);
        for (TableColumn<LatentRow, ?> column : table.getVisibleLeafColumns()) {
            double width = column.getWidth();
            if (column.getUserData() == LatentColumn.STAR) {
                icon.relocate(x + (width - 16) / 2, y + 4);
            }
            FilterField field = fields.get((LatentColumn) column.getUserData());
            if (field != null) {
                field.setVisible(true);
                field.resizeRelocate(snapPositionX(x + GAP), y, Math.max(20, width - 2 * GAP), FIELD_HEIGHT);
            }
            x += width;
        }
    }
}
