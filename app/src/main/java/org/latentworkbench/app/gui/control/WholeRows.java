package org.latentworkbench.app.gui.control;

import javafx.beans.value.ObservableDoubleValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * Tables whose height is a whole number of rows, and whose first row stays whole when that height changes: JavaFX keeps the
 * place of such a table as a fraction, which is seldom the edge of a row.
 */
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
                sight.layoutBoundsProperty().addListener((_, before, after) -> {
                    if (before.getHeight() != after.getHeight()) {
                        afterLayout(table.getScene(), () -> align(table));
                    }
                });
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

    /** Runs something once all nodes have their places; asked for within a layout, another one would be dropped. */
    private static void afterLayout(@Nullable Scene scene, Runnable work) {
        if (scene != null) {
            scene.addPostLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    scene.removePostLayoutPulseListener(this);
                    work.run();
                }
            });
        }
    }

    private static void align(TableView<?> table) {
        if (table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            IndexedCell<?> first = flow.getFirstVisibleCell();
            if (first != null && first.getLayoutY() < 0) {
                table.scrollTo(first.getIndex());
            }
        }
    }
}
