package org.latentworkbench.app.gui.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * A table cell with a latent's top tokens, each underlined by its stop; filled ones would shout in a column.
 *
 * @param <S> the table's rows
 */
public final class TopTokensCell<S> extends TableCell<S, TopTokens> {
    private static final double PADDING = 12;

    private final HBox box = new HBox(8) {
        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            double room = TopTokensCell.this.getWidth() - PADDING;
            // A token cut in two would be read as another one; the first is better cut than missed.
            for (int i = 1; i < getChildren().size(); i++) {
                Node token = getChildren().get(i);
                token.setVisible(token.getBoundsInParent().getMaxX() <= room);
            }
        }
    };

    /** An empty cell. */
    public TopTokensCell() {
        getStyleClass().add("top-tokens-cell");
        box.setAlignment(Pos.CENTER_LEFT);
        box.setMinWidth(0);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty().subtract(PADDING));
        clip.heightProperty().bind(heightProperty());
        box.setClip(clip);
        widthProperty().subscribe(box::requestLayout);
    }

    @Override
    protected void updateItem(@Nullable TopTokens item, boolean empty) {
        super.updateItem(item, empty);
        setText(null);
        if (empty || item == null) {
            setGraphic(null);
            return;
        }
        while (box.getChildren().size() > item.texts().size()) {
            box.getChildren().removeLast();
        }
        while (box.getChildren().size() < item.texts().size()) {
            box.getChildren().add(new Label());
        }
        for (int i = 0; i < item.texts().size(); i++) {
            Label label = (Label) box.getChildren().get(i);
            label.setText(TopTokens.visible(item.texts().get(i)));
            label.setMinWidth(USE_PREF_SIZE);
            label.getStyleClass()
                    .setAll(
                            "label",
                            "top-token",
                            "under-" + Stops.first(item.stops().get(i)));
        }
        setGraphic(box);
    }
}
