package org.latentworkbench.app.gui.control;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** What stands in a pane that has nothing to show: one sentence and the one next step. */
public final class EmptyState extends VBox {
    private final Label sentence = new Label();
    private final Button button = new Button();

    /** @param icon an Ikonli literal */
    public EmptyState(String icon) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        sentence.getStyleClass().add("muted");
        sentence.setWrapText(true);
        sentence.setAlignment(Pos.CENTER);
        getChildren().addAll(new FontIcon(icon), sentence, button);
        setSentence("");
        setNextStep("", () -> {});
    }

    /** Says what would be here. */
    public void setSentence(String text) {
        sentence.setText(text);
    }

    /** Offers one step; an empty text offers none. */
    public void setNextStep(String words, Runnable action) {
        button.setText(words);
        button.setVisible(!words.isEmpty());
        button.setManaged(!words.isEmpty());
        button.setOnAction(_ -> action.run());
    }
}
