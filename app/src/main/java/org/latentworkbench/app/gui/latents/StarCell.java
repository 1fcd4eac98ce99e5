package org.latentworkbench.app.gui.latents;

import java.util.function.IntConsumer;
import javafx.scene.control.Button;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The star of a latent; a click gives or takes it. */
final class StarCell extends TableCell<LatentRow, Boolean> {
    private final FontIcon icon = new FontIcon("mdi2s-star-outline");
    private final Button button = new Button(null, icon);

    StarCell(IntConsumer toggle) {
        getStyleClass().add("star-cell");
        button.getStyleClass().setAll("star-button");
        button.setFocusTraversable(false);
        button.setOnAction(_ -> {
            LatentRow row = getTableRow().getItem();
            if (row != null) {
                toggle.accept(row.id());
            }
        });
    }

    @Override
    protected void updateItem(@Nullable Boolean starred, boolean empty) {
        super.updateItem(starred, empty);
        if (empty || starred == null) {
            setGraphic(null);
            return;
        }
        icon.setIconLiteral(starred ? "mdi2s-star" : "mdi2s-star-outline");
        icon.getStyleClass().setAll("ikonli-font-icon", starred ? "starred" : "unstarred");
        button.setAccessibleText(starred ? "starred" : "not starred");
        setGraphic(button);
    }
}
