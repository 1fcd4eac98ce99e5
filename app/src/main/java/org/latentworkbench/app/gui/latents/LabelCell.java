package org.latentworkbench.app.gui.latents;

import javafx.css.PseudoClass;
import javafx.scene.control.TableCell;
import org.jspecify.annotations.Nullable;

/** The person's words for a latent; missing ones in italics. */
final class LabelCell extends TableCell<LatentRow, String> {
    private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");

    LabelCell() {
        getStyleClass().add("label-cell");
    }

    @Override
    protected void updateItem(@Nullable String label, boolean empty) {
        super.updateItem(label, empty);
        boolean missing = !empty && label != null && label.isBlank();
        pseudoClassStateChanged(MISSING, missing);
        setText(empty ? null : missing ? "no label" : label);
    }
}
