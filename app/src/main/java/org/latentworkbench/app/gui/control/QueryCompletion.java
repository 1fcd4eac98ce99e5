package org.latentworkbench.app.gui.control;

import java.util.List;
import java.util.function.Function;
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

/** The list of words that may follow inside brackets, under the caret. */
final class QueryCompletion {
    private static final int ROWS = 8;
    private static final double ROW_HEIGHT = 24;

    private final CodeArea area;
    private final Popup popup = new Popup();
    private final ListView<QueryEditor.Completion> list = new ListView<>();
    private Function<String, List<QueryEditor.Completion>> source = _ -> List.of();
    private boolean inserting;

    QueryCompletion(CodeArea area) {
        this.area = area;
        list.getStyleClass().add("completion");
        list.setFixedCellSize(ROW_HEIGHT);
        list.setPrefWidth(280);
        list.setCellFactory(_ -> new Row());
        list.setOnMouseClicked(_ -> accept());
        popup.getContent().add(list);
        popup.setAutoHide(true);
        popup.setConsumeAutoHidingEvents(false);
        area.focusedProperty().subscribe(focused -> {
            if (!focused) {
                popup.hide();
            }
        });
    }

    void setSource(Function<String, List<QueryEditor.Completion>> newSource) {
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
        String word = word();
        if (insideBrackets() && (!word.isEmpty() || popup.isShowing())) {
            open();
        } else {
            popup.hide();
        }
    }

    void open() {
        List<QueryEditor.Completion> offers = source.apply(word());
        boolean nothingNew = offers.isEmpty()
                || (offers.size() == 1 && offers.getFirst().insert().equals(word()));
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
        QueryEditor.Completion chosen = list.getSelectionModel().getSelectedItem();
        popup.hide();
        if (chosen == null) {
            return false;
        }
        inserting = true;
        int caret = area.getCaretPosition();
        area.replaceText(caret - word().length(), caret, chosen.insert());
        inserting = false;
        return true;
    }

    private String word() {
        String text = area.getText();
        int caret = Math.min(area.getCaretPosition(), text.length());
        int start = caret;
        while (start > 0
                && (Character.isLetterOrDigit(text.charAt(start - 1)) || "_:\"".indexOf(text.charAt(start - 1)) >= 0)) {
            start--;
        }
        return text.substring(start, caret);
    }

    private boolean insideBrackets() {
        String before = area.getText().substring(0, Math.min(area.getCaretPosition(), area.getLength()));
        int line = before.lastIndexOf('\n') + 1;
        return before.lastIndexOf('[') > Math.max(before.lastIndexOf(']'), line - 1);
    }

    private static final class Row extends ListCell<QueryEditor.Completion> {
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
        protected void updateItem(QueryEditor.@Nullable Completion item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            insert.setText(item.insert());
            kind.setText(item.kind());
            setGraphic(box);
        }
    }
}
