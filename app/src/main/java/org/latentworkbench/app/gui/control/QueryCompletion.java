package org.latentworkbench.app.gui.control;

import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.Popup;
import org.fxmisc.richtext.CodeArea;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.search.syntax.Completion;

/** The list of words that may follow inside brackets, under the caret. */
final class QueryCompletion {
    private static final int ROWS = 8;
    private static final double ROW_HEIGHT = 24;

    private final CodeArea area;
    private final Popup popup = new Popup();
    private final ListView<Completion> list = new ListView<>();
    private BiFunction<String, Integer, List<Completion>> source = (_, _) -> List.of();
    private boolean inserting;

    QueryCompletion(CodeArea area) {
        this.area = area;
        list.getStyleClass().add("completion");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setPrefWidth(420);
        list.setCellFactory(_ -> new Row());
        list.setOnMouseClicked(_ -> accept());
        // A popup sees keys before its owner does; without the focus the list leaves them to the editor.
        list.setFocusTraversable(false);
        popup.setHideOnEscape(false);
        popup.getContent().add(list);
        popup.setAutoHide(true);
        popup.setConsumeAutoHidingEvents(false);
        area.focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
    }

    void setSource(BiFunction<String, Integer, List<Completion>> newSource) {
        source = newSource;
    }

    boolean isOpen() {
        return popup.isShowing();
    }

    /** Opens or narrows the list while a word is written inside brackets. */
    void textChanged() {
        if (inserting || !area.isFocused()) {
            return;
        }
        int caret = area.getCaretPosition();
        boolean typing =
                caret > 0 && caret <= area.getLength() && opens(area.getText().charAt(caret - 1));
        if (typing || popup.isShowing()) {
            open();
        }
    }

    private static boolean opens(char typed) {
        return Character.isLetter(typed) || typed == '[' || typed == ':';
    }

    void open() {
        int caret = Math.min(area.getCaretPosition(), area.getLength());
        List<Completion> offers = source.apply(area.getText(), caret);
        boolean nothingNew = offers.isEmpty() || (offers.size() == 1 && isWritten(offers.getFirst()));
        var bounds = area.getCaretBounds();
        if (nothingNew || bounds.isEmpty()) {
            popup.hide();
            return;
        }
        list.getItems().setAll(offers);
        list.getSelectionModel().selectFirst();
        list.setPrefHeight(Math.min(ROWS, offers.size()) * ROW_HEIGHT + 2);
        popup.show(area, bounds.get().getMinX(), bounds.get().getMaxY() + 4);
    }

    /** Whether the key was meant for the list. */
    boolean keyPressed(KeyEvent event) {
        if (!popup.isShowing()) {
            return false;
        }
        int at = list.getSelectionModel().getSelectedIndex();
        return switch (event.getCode()) {
            case DOWN -> select(Math.min(at + 1, list.getItems().size() - 1));
            case UP -> select(Math.max(at - 1, 0));
            case ENTER, TAB -> event.isShortcutDown() ? false : accept();
            case ESCAPE -> {
                popup.hide();
                yield true;
            }
            default -> false;
        };
    }

    private boolean select(int index) {
        list.getSelectionModel().select(index);
        list.scrollTo(index);
        return true;
    }

    private boolean accept() {
        Completion chosen = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (chosen == null) {
            return false;
        }
        inserting = true;
        int end = Math.min(chosen.replaced().end(), area.getLength());
        area.replaceText(Math.min(chosen.replaced().offset(), end), end, chosen.text());
        inserting = false;
        return true;
    }

    private boolean isWritten(Completion offer) {
        int end = Math.min(offer.replaced().end(), area.getLength());
        return area.getText(Math.min(offer.replaced().offset(), end), end).equals(offer.text());
    }

    private static final class Row extends ListCell<Completion> {
        private final Label insert = new Label();
        private final Label kind = new Label();
        private final HBox box;

        Row() {
            insert.getStyleClass().add("code");
            kind.getStyleClass().addAll("muted", "caption");
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            box = new HBox(insert, space, kind);
        }

        @Override
        protected void updateItem(@Nullable Completion item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            insert.setText(item.text());
            kind.setText(
                    item.meaning().isEmpty()
                            ? item.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                            : item.meaning());
            setGraphic(box);
        }
    }
}
