package org.latentworkbench.app.gui.data;

import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.app.gui.action.ActionButtons;
import org.latentworkbench.engine.workspace.Section;

/** One of the three lists: a heading with its count and import, and a line of two rows per thing. */
final class DataList extends VBox {
    private final ListView<DataItem> list = new ListView<>();

    /** @param delete asks to delete an item */
    DataList(String title, Section section, DataViewModel model, Action importing, Consumer<DataItem> delete) {
        getStyleClass().add("data-list");
        Label name = new Label(title);
        name.getStyleClass().add("section-title");
        Label count = new Label();
        count.getStyleClass().add("muted");
        count.textProperty().bind(Bindings.size(model.list(section)).asString());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button add = ActionButtons.icon(importing);
        add.setGraphic(new org.kordamp.ikonli.javafx.FontIcon("mdi2p-plus"));
        HBox head = new HBox(name, count, space, add);
        head.getStyleClass().addAll("data-list-head", "line-bottom");
        list.setId("data-" + section.folder());
        list.getStyleClass().addAll("data-items");
        list.setItems(model.list(section));
        list.setCellFactory(_ -> new Cell(delete));
        list.prefHeightProperty()
                .bind(Bindings.size(model.list(section))
                        .multiply(list.fixedCellSizeProperty())
                        .add(1));
        list.setMinHeight(USE_PREF_SIZE);
        Label none = new Label(
                switch (section) {
                    case MODELS -> "none yet: import a Hugging Face folder";
                    case CORPORA -> "none yet: import texts for a model";
                    default -> "none; Train also reads a model directly";
                });
        none.getStyleClass().addAll("hint", "data-none");
        none.visibleProperty().bind(Bindings.isEmpty(model.list(section)));
        none.managedProperty().bind(none.visibleProperty());
        list.visibleProperty().bind(none.visibleProperty().not());
        list.managedProperty().bind(list.visibleProperty());
        getChildren().addAll(head, none, list);
        list.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (item != null) {
                model.selectedProperty().set(item);
            }
        });
        model.selectedProperty().subscribe(item -> select(section, item));
        list.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            DataItem item = list.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.DELETE && item != null) {
                delete.accept(item);
                event.consume();
            }
        });
    }

    private void select(Section section, @Nullable DataItem item) {
        if (item == null || item.section() != section) {
            list.getSelectionModel().clearSelection();
        } else if (!item.equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(item);
        }
    }

    private static final class Cell extends ListCell<DataItem> {
        private final Label name = new Label();
        private final Label size = new Label();
        private final Label detail = new Label();
        private final VBox box;

        Cell(Consumer<DataItem> delete) {
            name.getStyleClass().add("data-name");
            name.setMinWidth(0);
            size.getStyleClass().addAll("caption", "figures");
            size.setMinWidth(USE_PREF_SIZE);
            detail.getStyleClass().add("caption");
            detail.setMinWidth(0);
            Region space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            HBox top = new HBox(8, name, space, size);
            top.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
            box = new VBox(2, top, detail);
            box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            setPrefWidth(0);
            MenuItem remove = new MenuItem("Delete");
            remove.setOnAction(_ -> {
                DataItem item = getItem();
                if (item != null) {
                    delete.accept(item);
                }
            });
            setContextMenu(new ContextMenu(remove));
        }

        @Override
        protected void updateItem(@Nullable DataItem item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            if (empty || item == null) {
                setGraphic(null);
                setTooltip(null);
                return;
            }
            name.setText(item.name());
            size.setText(Words.bytes(item.bytes()));
            detail.setText(item.readable() ? item.detail() : "cannot be read");
            detail.getStyleClass().removeAll("danger-text");
            if (!item.readable()) {
                detail.getStyleClass().add("danger-text");
            }
            setTooltip(new Tooltip(item.name() + "\n" + item.detail()));
            setGraphic(box);
        }
    }
}
