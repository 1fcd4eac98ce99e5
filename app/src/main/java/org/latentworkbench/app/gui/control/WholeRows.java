package org.latentworkbench.app.gui.control;

import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.Node;
import javafx.scene.control.TableView;

/** Tables whose height is a whole number of rows: else, scrolled to the end, the first row is cut. */
public final class WholeRows {
    private WholeRows() {}

    /**
     * Gives up to one row of the height away that a table has.
     *
     * @param table a table of rows of one fixed height
     * @param height what there is for it
     */
    public static void keep(TableView<?> table, ObservableDoubleValue height) {
        Runnable fit = () -> fit(table, height.get());
        table.skinProperty().subscribe(_ -> {
            Node sight = table.lookup(".clipped-container");
            if (sight != null) {
                sight.layoutBoundsProperty().subscribe(fit);
            }
        });
        table.fixedCellSizeProperty().subscribe(fit);
        height.subscribe(fit);
    }

    private static void fit(TableView<?> table, double height) {
        Node sight = table.lookup(".clipped-container");
        double row = table.getFixedCellSize();
        if (sight == null || row <= 0 || height <= 0 || table.getHeight() <= 0) {
            return;
        }
        double aroundRows = table.getHeight() - sight.getLayoutBounds().getHeight();
        double rows = Math.floor((height - aroundRows) / row);
        if (rows >= 1) {
            table.setMaxHeight(aroundRows + rows * row);
        }
    }
}
