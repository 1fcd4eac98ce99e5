package org.latentworkbench.app.gui.shell;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A card over the window: one at a time, closed by Escape or a click beside it, with the focus given back. */
final class Overlay extends StackPane {
    private @Nullable Node before;

    Overlay() {
        setId("overlay");
        setVisible(false);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getTarget() == this) {
                hide();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                hide();
                event.consume();
            }
        });
    }

    /** Shows a card; the same card again closes it. */
    void show(Region card, Pos position, Insets margin, Node focus) {
        if (isVisible() && getChildren().contains(card)) {
            hide();
            return;
        }
        if (!isVisible() && getScene() != null) {
            before = getScene().getFocusOwner();
        }
        if (!card.getStyleClass().contains("overlay-card")) {
            card.getStyleClass().add("overlay-card");
        }
        card.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        StackPane.setAlignment(card, position);
        StackPane.setMargin(card, margin);
        getChildren().setAll(card);
        setVisible(true);
        focus.requestFocus();
    }

    void hide() {
        setVisible(false);
        getChildren().clear();
        Node last = before;
        before = null;
        if (last != null) {
            last.requestFocus();
        }
    }
}
