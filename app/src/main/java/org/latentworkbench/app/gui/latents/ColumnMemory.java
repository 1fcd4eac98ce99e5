package org.latentworkbench.app.gui.latents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.latentworkbench.app.gui.settings.Settings;

/** Remembers which columns a person sees, in which order and how wide. Each column's user data is its name. */
final class ColumnMemory {
    private final TableView<?> table;
    private final Settings settings;
    private final String key;

    private ColumnMemory(TableView<?> table, Settings settings, String key) {
        this.table = table;
        this.settings = settings;
        this.key = key;
    }

    /** Brings a table into the state it was left in, and keeps what is changed from now on. */
    static <S> void keep(TableView<S> table, Settings settings, String key) {
        ColumnMemory memory = new ColumnMemory(table, settings, key);
        List<String> known = settings.texts(key);
        List<String> order = new ArrayList<>();
        for (String text : known) {
            String[] parts = text.split(":", -1);
            for (TableColumn<S, ?> column : table.getColumns()) {
                if (parts.length == 3 && parts[0].equals(name(column))) {
                    order.add(parts[0]);
                    column.setVisible(Boolean.parseBoolean(parts[1]));
                    width(parts[2], column);
                }
            }
        }
        if (order.size() == table.getColumns().size()) {
            List<TableColumn<S, ?>> columns = new ArrayList<>(table.getColumns());
            columns.sort(Comparator.comparingInt(column -> order.indexOf(name(column))));
            table.getColumns().setAll(columns);
        }
        for (TableColumn<S, ?> column : table.getColumns()) {
            column.visibleProperty().subscribe((_, _) -> memory.save());
            column.widthProperty().subscribe((_, _) -> memory.save());
        }
        table.getColumns().subscribe(memory::save);
    }

    private static void width(String written, TableColumn<?, ?> column) {
        try {
            column.setPrefWidth(Math.clamp(Double.parseDouble(written), column.getMinWidth(), column.getMaxWidth()));
        } catch (NumberFormatException e) {
            // a width that cannot be read is no reason to lose the others: the column keeps its own
        }
    }

    private static String name(TableColumn<?, ?> column) {
        return String.valueOf(column.getUserData());
    }

    private void save() {
        settings.put(
                key,
                table.getColumns().stream()
                        .map(column -> String.format(
                                Locale.ROOT, "%s:%b:%.0f", name(column), column.isVisible(), column.getWidth()))
                        .toList());
    }
}
