package org.latentworkbench.app.gui.playground;

import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.control.BarCell;
import org.latentworkbench.app.gui.control.Figures;

/** The latents of the chosen token, strongest first; from here they are painted, changed and opened. */
final class TokenLatentsPane extends VBox {
    private final PlaygroundViewModel model;
    private final Label title = new Label();
    private final Label place = new Label();
    private final Label foot = new Label();
    private final TableView<TokenLatent> table = new TableView<>();
    private double strongest = 1;

    TokenLatentsPane(PlaygroundViewModel model, IntConsumer open) {
        this.model = model;
        table.setId("token-latents");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        TableColumn<TokenLatent, Number> activation = new TableColumn<>("activation");
        activation.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().activation()));
        activation.setCellFactory(_ -> new BarCell<>(value -> value / strongest, Figures::two, 0, 6));
        activation.setMinWidth(140);
        activation.setSortable(false);
        TableColumn<TokenLatent, Number> id = number("id", TokenLatent::latent, 60);
        TableColumn<TokenLatent, String> label = new TableColumn<>("label");
        label.setCellValueFactory(
                row -> new ReadOnlyObjectWrapper<>(row.getValue().title()));
        label.setMinWidth(90);
        label.setSortable(false);
        table.getColumns().setAll(java.util.List.of(id, label, number("lvl", TokenLatent::level, 40), activation));
        Label empty = new Label("Type a text to see what fires on each token.");
        empty.getStyleClass().add("empty-words");
        table.setPlaceholder(empty);
        table.setOnKeyPressed(event -> {
            TokenLatent chosen = table.getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && chosen != null) {
                open.accept(chosen.latent());
                event.consume();
            }
        });
        table.setOnMouseClicked(event -> {
            TokenLatent chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                if (event.getClickCount() == 2) {
                    open.accept(chosen.latent());
                } else {
                    model.paint(chosen.latent(), event.isShortcutDown());
                }
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        foot.getStyleClass().add("caption");
        HBox footRow = new HBox(foot);
        footRow.getStyleClass().addAll("pane-foot", "line-top");
        getChildren().addAll(head(), table, footRow);
        getStyleClass().add("line-bottom");
        model.answerProperty().subscribe(_ -> show());
        model.tokenProperty().subscribe(_ -> show());
    }

    private static TableColumn<TokenLatent, Number> number(
            String name, java.util.function.ToIntFunction<TokenLatent> value, double width) {
        TableColumn<TokenLatent, Number> column = new TableColumn<>(name);
        column.getStyleClass().add("figure");
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.applyAsInt(row.getValue())));
        column.setMinWidth(width);
        column.setMaxWidth(width);
        column.setSortable(false);
        return column;
    }

    private HBox head() {
        title.setId("token-title");
        title.getStyleClass().add("section-title");
        place.getStyleClass().add("muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button change = new Button("Change", new FontIcon("mdi2p-plus"));
        change.setId("change-latent");
        change.disableProperty()
                .bind(table.getSelectionModel().selectedItemProperty().isNull());
        change.setOnAction(_ -> {
            TokenLatent chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                model.change(chosen);
            }
        });
        Button violet = new Button(null, new FontIcon("mdi2b-brush-variant"));
        violet.getStyleClass().add("icon-button");
        violet.setAccessibleText("Paint as second latent");
        violet.setTooltip(new javafx.scene.control.Tooltip("Paint as second latent, in violet"));
        violet.disableProperty().bind(change.disableProperty());
        violet.setOnAction(_ -> {
            TokenLatent chosen = table.getSelectionModel().getSelectedItem();
            if (chosen != null) {
                model.paint(chosen.latent(), true);
            }
        });
        HBox head = new HBox(8, title, place, space, violet, change);
        head.getStyleClass().addAll("pane-head", "line-bottom");
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private void show() {
        ReadText.Answer now = model.answerProperty().get();
        int token = model.tokenProperty().get();
        boolean there = now != null && token >= 0 && token < now.reading().ids().length;
        var rows = model.latents();
        strongest = rows.isEmpty() ? 1 : rows.getFirst().activation();
        TokenLatent before = table.getSelectionModel().getSelectedItem();
        table.getItems().setAll(rows);
        if (before != null) {
            rows.stream()
                    .filter(row -> row.latent() == before.latent())
                    .findFirst()
                    .ifPresent(table.getSelectionModel()::select);
        }
        if (now == null || !there) {
            title.setText("Token");
            place.setText("");
            foot.setText("");
            return;
        }
        title.setText("Token “" + now.reading().texts().get(token).replace("\n", "↵") + "”");
        place.setText("pos " + token);
        foot.setText(String.format(
                Locale.US,
                "%d latents fire · unexplained %.2f of the squared norm",
                rows.size(),
                now.reading().unexplained()[token]));
    }
}
