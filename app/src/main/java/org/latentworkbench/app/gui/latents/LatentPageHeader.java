package org.latentworkbench.app.gui.latents;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.Figures;

/** The head of a latent's page: which latent it is, what the person says about it, where to go from here. */
final class LatentPageHeader extends VBox {
    /** What the buttons of the head do. */
    interface Steps {
        /** Goes to the latent after or before in the table. */
        void step(int by);

        /** Goes to any latent. */
        void random();

        /** Shows the latent in the tree. */
        void showInTree();

        /** Puts the address on the clipboard. */
        void copyAddress();
    }

    private final LatentPageViewModel model;
    private final Label id = new Label();
    private final Label level = new Label();
    private final Label ids = new Label();
    private final Label second = new Label();
    private final FontIcon star = new FontIcon("mdi2s-star-outline");

    LatentPageHeader(LatentPageViewModel model, Steps steps) {
        this.model = model;
        getStyleClass().add("latent-head");
        getChildren().addAll(title(steps), words());
        model.pageProperty().subscribe(this::show);
        model.labels().starredProperty().subscribe(this::showStar);
    }

    private HBox title(Steps steps) {
        id.setId("latent-id");
        id.getStyleClass().addAll("page-title", "figures");
        level.getStyleClass().add("chip");
        ids.getStyleClass().addAll("chip", "quiet");
        second.getStyleClass().addAll("chip", "second-chip");
        second.setId("second-latent");
        second.setOnMouseClicked(_ -> model.secondProperty().set(null));
        second.setTooltip(new Tooltip("The second latent on the same text, in violet. Click to take it away."));
        model.secondProperty().subscribe(now -> {
            second.setText(now == null ? "" : "beside " + Figures.count(now) + "  ×");
            second.setVisible(now != null);
            second.setManaged(now != null);
        });
        Button starButton = new Button(null, star);
        starButton.setId("star");
        starButton.getStyleClass().setAll("star-button");
        starButton.setTooltip(new Tooltip("Star this latent"));
        starButton.setAccessibleText("Star this latent");
        starButton.setOnAction(_ -> model.labels().toggleStar());
        for (Label label : new Label[] {id, level, ids, second}) {
            label.setMinWidth(USE_PREF_SIZE);
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox tools = new HBox(
                Buttons.icon("mdi2a-arrow-up", "The latent before in the table", () -> steps.step(-1)),
                Buttons.icon("mdi2a-arrow-down", "The next latent in the table", () -> steps.step(1)),
                Buttons.icon("mdi2d-dice-5-outline", "Any latent", steps::random),
                Buttons.icon("mdi2f-family-tree", "Show in the tree", steps::showInTree),
                Buttons.icon("mdi2l-link-variant", "Copy the address", steps::copyAddress));
        tools.setMinWidth(USE_PREF_SIZE);
        HBox head = new HBox(id, level, ids, second, starButton, space, tools);
        head.getStyleClass().add("page-head");
        return head;
    }

    private HBox words() {
        TextField label = field("label", "Give it a name", model.labels().labelProperty()::bindBidirectional);
        label.getStyleClass().add("strong");
        Label saved = new Label();
        saved.setId("saved");
        saved.getStyleClass().addAll("caption", "saved-mark");
        saved.setMouseTransparent(true);
        saved.textProperty().bind(model.labels().statusProperty());
        StackPane labelled = new StackPane(label, saved);
        StackPane.setAlignment(saved, javafx.geometry.Pos.CENTER_RIGHT);
        TextField note = field("note", "Notes", model.labels().noteProperty()::bindBidirectional);
        note.getStyleClass().add("note-field");
        FontIcon icon = new FontIcon("mdi2n-note-outline");
        icon.setMouseTransparent(true);
        StackPane noted = new StackPane(note, icon);
        noted.getStyleClass().add("noted");
        StackPane.setAlignment(icon, javafx.geometry.Pos.CENTER_LEFT);
        HBox words = new HBox(12, labelled, noted);
        for (StackPane pane : new StackPane[] {labelled, noted}) {
            HBox.setHgrow(pane, Priority.ALWAYS);
            pane.setPrefWidth(0);
        }
        words.getStyleClass().add("page-words");
        return words;
    }

    private TextField field(String name, String prompt, Consumer<javafx.beans.property.StringProperty> bind) {
        TextField field = new TextField();
        field.setId("latent-" + name);
        field.setPromptText(prompt);
        field.setAccessibleText(name);
        bind.accept(field.textProperty());
        field.focusedProperty().subscribe(focused -> {
            if (!focused) {
                model.labels().save();
            }
        });
        field.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.labels().save();
            }
        });
        return field;
    }

    private void show(@Nullable LatentPage page) {
        if (page == null) {
            return;
        }
        id.setText(Figures.count(page.latent()));
        chip(level, page.levelWords());
        chip(ids, page.idWords());
    }

    private static void chip(Label label, String words) {
        label.setText(words);
        label.setVisible(!words.isEmpty());
        label.setManaged(!words.isEmpty());
    }

    private void showStar(boolean starred) {
        star.setIconLiteral(starred ? "mdi2s-star" : "mdi2s-star-outline");
        star.getStyleClass().setAll("ikonli-font-icon", starred ? "starred" : "unstarred");
    }
}
