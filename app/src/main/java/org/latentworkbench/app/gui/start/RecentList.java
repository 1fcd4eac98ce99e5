package org.latentworkbench.app.gui.start;

import javafx.beans.binding.Bindings;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Workspaces opened before: Enter or a click opens, Delete forgets. */
final class RecentList extends VBox {
    RecentList(StartViewModel model, StartView view) {
        getStyleClass().add("start-recent");
        Label title = new Label("Recent");
        title.getStyleClass().add("strong");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Label hint = new Label("Enter opens");
        hint.getStyleClass().add("caption");
        HBox head = new HBox(title, space, hint);
        head.getStyleClass().add("recent-head");
        ListView<Recent> list = new ListView<>(model.recents());
        list.setId("recent-list");
        list.getStyleClass().add("recent-list");
        list.setCellFactory(_ -> new Cell(view));
        list.prefHeightProperty()
                .bind(Bindings.size(model.recents())
                        .multiply(list.fixedCellSizeProperty())
                        .add(2));
        list.setOnKeyPressed(event -> {
            Recent chosen = list.getSelectionModel().getSelectedItem();
            if (chosen != null && event.getCode() == KeyCode.ENTER && !chosen.missing()) {
                view.open(chosen.directory());
            } else if (chosen != null && event.getCode() == KeyCode.DELETE) {
                view.forget(chosen.directory());
            }
        });
        getChildren().addAll(head, list);
        visibleProperty().bind(Bindings.isNotEmpty(model.recents()));
        model.recents().subscribe(() -> list.getSelectionModel().selectFirst());
    }

    private static final class Cell extends ListCell<Recent> {
        private final Label name = new Label();
        private final Label summary = new Label();
        private final Label day = new Label();
        private final Label size = new Label();
        private final BorderPane content = new BorderPane();
        private final ContextMenu menu = new ContextMenu();

        Cell(StartView view) {
            setPrefWidth(0); // never wider than the list: long paths are shortened
            name.getStyleClass().add("start-choice-title");
            summary.getStyleClass().add("muted");
            day.getStyleClass().add("muted");
            size.getStyleClass().add("muted");
            VBox left = new VBox(name, summary);
            VBox right = new VBox(day, size);
            left.getStyleClass().add("recent-left");
            right.getStyleClass().add("recent-right");
            content.setCenter(left);
            content.setRight(right);
            MenuItem forget = new MenuItem("Remove from this list");
            forget.setOnAction(_ -> {
                if (getItem() != null) {
                    view.forget(getItem().directory());
                }
            });
            menu.getItems().add(forget);
            setOnMouseClicked(event -> {
                if (event.getButton() == MouseButton.PRIMARY
                        && getItem() != null
                        && !getItem().missing()) {
                    view.open(getItem().directory());
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Recent recent, boolean empty) {
            super.updateItem(recent, empty);
            if (empty || recent == null) {
                setGraphic(null);
                setContextMenu(null);
                return;
            }
            name.setText(recent.name());
            summary.setText(recent.summary());
            day.setText(recent.day());
            size.setText(recent.size());
            content.setOpacity(recent.missing() ? 0.5 : 1);
            setGraphic(content);
            setContextMenu(menu);
        }
    }
}
