package org.latentworkbench.app.gui.latents;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.Figures;

/** The best regex of a latent with its F1. */
final class RegexCell extends TableCell<LatentRow, BestRegex> {
    private final Label script = new Label();
    private final Label f1 = new Label();
    private final HBox line = new HBox(8, script, f1);

    RegexCell() {
        getStyleClass().add("regex-cell");
        script.getStyleClass().add("regex-text");
        script.setMinWidth(0);
        script.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(script, Priority.ALWAYS);
        f1.getStyleClass().addAll("figures", "hint");
        f1.setMinWidth(USE_PREF_SIZE);
        line.setAlignment(Pos.CENTER_LEFT);
        line.setMinWidth(0);
        line.prefWidthProperty().bind(widthProperty().subtract(14));
    }

    @Override
    protected void updateItem(@Nullable BestRegex item, boolean empty) {
        super.updateItem(item, empty);
        boolean none = empty || item == null || item.isEmpty();
        setGraphic(none ? null : line);
        setTooltip(null);
        if (!none && item != null) {
            script.setText(item.script().replace('\n', ' '));
            f1.setText(Figures.two(item.f1()));
            setTooltip(new Tooltip(item.script() + "\nF1 " + Figures.two(item.f1())
                    + " in documents it was not made from. Open the page to search for it."));
        }
    }
}
