package org.latentworkbench.app.gui.control;

import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/**
 * A table cell with a bar and its number in a fixed column. The bar is in accent only while its column is the sorted one.
 *
 * @param <S> the table's rows
 */
public final class BarCell<S> extends TableCell<S, Number> {
    private final DoubleUnaryOperator share;
    private final DoubleFunction<String> format;
    private final Bar bar;
    private final Label number = new Label();
    private final HBox box;

    /**
     * A cell.
     *
     * @param share from the value to the filled share of the bar, 0 to 1
     * @param format the number as written; NaN is written as a dash
     * @param barWidth width of the bar in pixels, 0 to take what the number leaves
     */
    public BarCell(DoubleUnaryOperator share, DoubleFunction<String> format, double barWidth, double barHeight) {
        this.share = share;
        this.format = format;
        bar = new Bar(barHeight);
        getStyleClass().add("bar-cell");
        number.getStyleClass().add("figures");
        number.setMinWidth(USE_PREF_SIZE);
        number.setAlignment(Pos.CENTER_RIGHT);
        if (barWidth > 0) {
            bar.setPrefWidth(barWidth);
            bar.setMaxWidth(barWidth);
            number.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(number, Priority.ALWAYS);
        } else {
            HBox.setHgrow(bar, Priority.ALWAYS);
        }
        box = new HBox(8, bar, number);
        box.setAlignment(Pos.CENTER_LEFT);
        tableColumnProperty().flatMap(TableColumn::sortTypeProperty).subscribe(_ -> markSorted());
        tableViewProperty().subscribe(table -> {
            if (table != null) {
                table.getSortOrder().subscribe(this::markSorted);
            }
        });
    }

    private void markSorted() {
        boolean sorted = getTableView() != null
                && !getTableView().getSortOrder().isEmpty()
                && getTableView().getSortOrder().getFirst() == getTableColumn();
        bar.pseudoClassStateChanged(Bar.SORTED, sorted);
    }

    @Override
    protected void updateItem(@Nullable Number item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        double value = item.doubleValue();
        bar.setShare(Double.isNaN(value) ? 0 : share.applyAsDouble(value));
        number.setText(Double.isNaN(value) ? "–" : format.apply(value));
        markSorted();
        setGraphic(box);
    }
}
