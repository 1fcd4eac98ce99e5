package org.latentworkbench.app.gui.latents;

import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.BarCell;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.TopTokensCell;

/** Makes the columns of the table of latents. */
final class LatentColumns {
    private static final double LEAST_EXPONENT = -5;
    private static final double EXPONENTS = 4.5;

    private LatentColumns() {}

    static TableColumn<LatentRow, ?> make(LatentColumn column, IntConsumer toggleStar) {
        TableColumn<LatentRow, ?> made =
                switch (column) {
                    case STAR -> column("", LatentRow::starred, () -> new StarCell(toggleStar), 32, 32);
                    case ID -> figure(column, LatentRow::id, row -> Figures.count(row.longValue()), 52, 60);
                    case LABEL -> column("label", LatentRow::label, LabelCell::new, 112, 2000);
                    case LEVEL -> figure(column, LatentRow::level, row -> Figures.count(row.longValue()), 40, 48);
                    case DENSITY ->
                        column(
                                column.title(),
                                LatentRow::density,
                                () -> new BarCell<LatentRow>(LatentColumns::densityShare, Figures::density, 24, 4),
                                96,
                                110);
                    case MEAN -> figure(column, LatentRow::mean, row -> Figures.two(row.doubleValue()), 56, 72);
                    case MAX -> figure(column, LatentRow::max, row -> Figures.two(row.doubleValue()), 56, 72);
                    case TOKENS -> column("top tokens", LatentRow::tokens, TopTokensCell::new, 128, 400);
                    case REGEX -> column("best regex", LatentRow::regex, RegexCell::new, 144, 600);
                    case F1 ->
                        figure(
                                column,
                                (LatentRow row) -> row.regex().f1(),
                                f1 -> Figures.two(f1.doubleValue()),
                                48,
                                60);
                };
        made.setUserData(column);
        if (column == LatentColumn.DENSITY) {
            made.setMinWidth(96);
            made.getStyleClass().add("figure");
        }
        made.setSortable(column != LatentColumn.TOKENS);
        made.setReorderable(column != LatentColumn.STAR);
        return made;
    }

    private static double densityShare(double density) {
        return density <= 0 ? 0 : (Math.log10(density) - LEAST_EXPONENT) / EXPONENTS;
    }

    private static <T> TableColumn<LatentRow, T> column(
            String title,
            Function<LatentRow, ? extends T> value,
            Supplier<TableCell<LatentRow, T>> cell,
            double width,
            double most) {
        TableColumn<LatentRow, T> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(_ -> cell.get());
        column.setMinWidth(Math.min(width, 48));
        column.setPrefWidth(width);
        column.setMaxWidth(most);
        return column;
    }

    private static TableColumn<LatentRow, Number> figure(
            LatentColumn column,
            Function<LatentRow, ? extends Number> value,
            Function<Number, String> write,
            double width,
            double most) {
        TableColumn<LatentRow, Number> made = column(column.title(), value, () -> new FigureCell(write), width, most);
        made.setMinWidth(width); // a cut-off figure is a wrong one
        made.getStyleClass().add("figure");
        return made;
    }

    private static final class FigureCell extends TableCell<LatentRow, Number> {
        private final Function<Number, String> write;

        FigureCell(Function<Number, String> write) {
            this.write = write;
            getStyleClass().add("figures");
            setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable Number item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : write.apply(item));
        }
    }
}
