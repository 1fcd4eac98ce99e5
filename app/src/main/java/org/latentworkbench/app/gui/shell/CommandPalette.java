package org.latentworkbench.app.gui.shell;

import atlantafx.base.controls.CustomTextField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.app.gui.action.ActionTable;

/** Everything that can be done, found by typing a part of its name. */
final class CommandPalette extends VBox {
    private static final int ROWS = 10;

    private final ActionTable actions;
    private final Function<String, List<Action>> more;
    private final Runnable close;
    private final CustomTextField field = new CustomTextField();
    private final ObservableList<Action> found = FXCollections.observableArrayList();
    private final ListView<Action> list = new ListView<>(found);

    /**
     * @param more further actions for what was typed, shown first: a latent's number, an address, an autoencoder
     * @param close closes the palette
     */
    CommandPalette(ActionTable actions, Function<String, List<Action>> more, Runnable close) {
        this.actions = actions;
        this.more = more;
        this.close = close;
        setId("palette");
        getStyleClass().add("palette");
        field.setId("palette-field");
        field.setPromptText("Type a command, a latent's number or an address");
        field.setLeft(new FontIcon("mdi2c-console-line"));
        list.setId("palette-list");
        list.setCellFactory(_ -> new Row());
        list.setFocusTraversable(false);
        Label none = new Label("No command has these words.");
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        list.setOnMouseClicked(_ -> run());
        list.prefHeightProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> Math.clamp(found.size(), 1, ROWS) * list.getFixedCellSize() + 2,
                        found,
                        list.fixedCellSizeProperty()));
        getChildren().addAll(field, list);
        field.textProperty().subscribe(this::search);
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        field.setOnAction(_ -> run());
    }

    /** Empties the field for a new visit and gives what should have the focus. */
    CustomTextField prepare() {
        field.clear();
        search("");
        return field;
    }

    private void search(String text) {
        List<Action> all = new ArrayList<>(more.apply(text));
        all.addAll(actions.matching(text));
        found.setAll(all);
        list.getSelectionModel().selectFirst();
        list.scrollTo(0);
    }

    private void keyPressed(KeyEvent event) {
        int selected = list.getSelectionModel().getSelectedIndex();
        int to =
                switch (event.getCode()) {
                    case DOWN -> selected + 1;
                    case UP -> selected - 1;
                    case PAGE_DOWN -> selected + ROWS;
                    case PAGE_UP -> selected - ROWS;
                    default -> Integer.MIN_VALUE;
                };
        if (to != Integer.MIN_VALUE && !found.isEmpty()) {
            int index = Math.clamp(to, 0, found.size() - 1);
            list.getSelectionModel().select(index);
            list.scrollTo(Math.max(0, index - ROWS + 2));
            event.consume();
        }
    }

    private void run() {
        Action chosen = list.getSelectionModel().getSelectedItem();
        if (chosen != null && chosen.isEnabled()) {
            close.run();
            chosen.fire();
        }
    }

    private static final class Row extends ListCell<Action> {
        private final FontIcon icon = new FontIcon();
        private final Label text = new Label();
        private final Label detail = new Label();
        private final Label keys = new Label();
        private final HBox row;

        Row() {
            detail.getStyleClass().add("caption");
            keys.getStyleClass().add("keycap");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            row = new HBox(icon, text, detail, space, keys);
            row.getStyleClass().add("palette-row");
        }

        @Override
        protected void updateItem(@Nullable Action action, boolean empty) {
            super.updateItem(action, empty);
            if (empty || action == null) {
                setGraphic(null);
                return;
            }
            icon.setIconLiteral(action.icon());
            text.setText(action.text());
            boolean enabled = action.isEnabled();
            detail.setText(
                    enabled || action.disabledReason() == null
                            ? ""
                            : action.disabledReason().getValue());
            keys.setText(action.keysText().orElse(""));
            keys.setVisible(action.keys() != null);
            row.setOpacity(enabled ? 1 : 0.5);
            setGraphic(row);
        }
    }
}
