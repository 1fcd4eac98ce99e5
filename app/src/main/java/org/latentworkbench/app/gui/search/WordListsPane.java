package org.latentworkbench.app.gui.search;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.latentworkbench.app.gui.control.Buttons;

/** The word lists of the workspace on one card: their names, and the entries of one to change. */
final class WordListsPane {
    private static final double WIDTH = 560;
    private static final double HEIGHT = 380;
    private static final double NAMES_WIDTH = 170;

    private final WordListsViewModel model;
    private final Popup popup = new Popup();

    WordListsPane(WordListsViewModel model) {
        this.model = model;
        BorderPane content = new BorderPane();
        content.setPrefSize(WIDTH, HEIGHT);
        content.setLeft(names());
        content.setCenter(list());
        StackPane card = new StackPane(content);
        card.getStyleClass().addAll("popup-card", "word-lists");
        popup.getContent().add(card);
        popup.setAutoHide(true);
    }

    private Node names() {
        ListView<String> names = new ListView<>(model.names());
        names.setId("word-list-names");
        names.setPlaceholder(new Label("No list yet"));
        names.setPrefWidth(NAMES_WIDTH);
        names.setOnMouseClicked(_ -> chosen(names));
        names.addEventHandler(KeyEvent.KEY_RELEASED, event -> {
            if (event.getCode().isNavigationKey()) {
                chosen(names);
            }
        });
        Button add = Buttons.flat("mdi2p-plus", "New list", model::begin);
        add.setId("word-list-new");
        VBox left = new VBox(4, names, add);
        VBox.setVgrow(names, Priority.ALWAYS);
        return left;
    }

    private void chosen(ListView<String> names) {
        String name = names.getSelectionModel().getSelectedItem();
        if (name != null) {
            model.choose(name);
        }
    }

    private Node list() {
        TextField name = new TextField();
        name.setId("word-list-name");
        name.setPromptText("name of the list");
        name.textProperty().bindBidirectional(model.nameProperty());
        TextArea entries = new TextArea();
        entries.setId("word-list-entries");
        entries.getStyleClass().add("code");
        entries.setPromptText("One word or phrase in a line.\nA blank before it counts.");
        entries.textProperty().bindBidirectional(model.textProperty());
        entries.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.S && event.isShortcutDown()) {
                model.save();
                event.consume();
            }
        });
        Button save = new Button("Save");
        save.setId("word-list-save");
        save.getStyleClass().add("accent");
        save.disableProperty().bind(model.nameProperty().isEmpty());
        save.setOnAction(_ -> model.save());
        Button delete = new Button("Delete");
        delete.setId("word-list-delete");
        delete.disableProperty().bind(model.isSaved().not());
        delete.setOnAction(_ -> model.delete());
        Button restore = new Button("Undo");
        restore.setId("word-list-restore");
        restore.visibleProperty().bind(model.canRestore());
        restore.managedProperty().bind(restore.visibleProperty());
        restore.setOnAction(_ -> model.restore());
        Label message = new Label();
        message.setId("word-list-message");
        message.getStyleClass().add("hint");
        message.setWrapText(true);
        message.setMaxWidth(Double.MAX_VALUE);
        message.textProperty().bind(model.messageProperty());
        HBox.setHgrow(message, Priority.ALWAYS);
        HBox line = new HBox(8, message, restore, delete, save);
        line.setAlignment(Pos.CENTER_LEFT);
        VBox right = new VBox(8, name, entries, line);
        BorderPane.setMargin(right, new Insets(0, 0, 0, 10));
        VBox.setVgrow(entries, Priority.ALWAYS);
        return right;
    }

    void toggle(Node under) {
        if (popup.isShowing()) {
            popup.hide();
            return;
        }
        var bounds = under.localToScreen(under.getLayoutBounds());
        popup.show(under, bounds.getMaxX() - WIDTH, bounds.getMaxY() + 4);
    }
}
