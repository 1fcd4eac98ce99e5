package org.latentworkbench.app.gui.data;

import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.action.ActionButtons;
import org.latentworkbench.app.gui.control.Dividers;
import org.latentworkbench.app.gui.control.EmptyState;
import org.latentworkbench.engine.workspace.Section;

/** Three lists at the left, what is chosen at the right. */
final class DataPane extends StackPane {
    private static final double LISTS_WIDTH = 344;

    private final AppContext context;
    private final DataViewModel model;
    private final Deletion deletion;

    DataPane(AppContext context, DataViewModel model) {
        this.context = context;
        this.model = model;
        this.deletion = new Deletion(context);
        setId("data");
        getStyleClass().add("data-view");
        VBox lists = new VBox(
                new DataList("Models", Section.MODELS, model, context.actions().get("import.model"), this::delete),
                new DataList(
                        "Corpora", Section.CORPORA, model, context.actions().get("import.texts"), this::delete),
                new DataList(
                        "Activations",
                        Section.ACTIVATIONS,
                        model,
                        context.actions().get("import.activations"),
                        this::delete));
        lists.getStyleClass().add("data-lists");
        ScrollPane scroll = new ScrollPane(lists);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        SplitPane split = new SplitPane(
                new VBox(scroll, foot()),
                new DetailsPane(
                        context, model, () -> delete(model.selectedProperty().get())));
        Dividers.keepFirst(
                split,
                context.settings().number("data.lists", context.theme().px(LISTS_WIDTH)),
                width -> context.settings().put("data.lists", width));
        var isEmpty = Bindings.createBooleanBinding(
                () -> model.foundProperty().get().items().isEmpty(), model.foundProperty());
        Region empty = empty();
        empty.visibleProperty().bind(isEmpty);
        split.visibleProperty().bind(isEmpty.not());
        getChildren().addAll(split, empty);
    }

    private void delete(@org.jspecify.annotations.Nullable DataItem item) {
        if (item != null) {
            context.session().workspace().ifPresent(workspace -> deletion.delete(workspace, item));
        }
    }

    private HBox foot() {
        Label total = new Label();
        total.setId("data-total");
        total.getStyleClass().add("caption");
        total.textProperty().bind(model.foundProperty().map(found -> Words.bytes(found.bytes()) + " on disk"));
        total.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox foot = new HBox(total, space, trash());
        foot.getStyleClass().addAll("pane-foot", "line-top");
        return foot;
    }

    private HBox trash() {
        Label what = new Label();
        what.setId("data-trash");
        what.getStyleClass().add("caption");
        what.setMinWidth(USE_PREF_SIZE);
        Button restore = small("Restore", () -> context.session()
                .workspace()
                .ifPresent(workspace -> deletion.restoreLatest(
                        workspace, model.foundProperty().get().trash())));
        restore.setId("trash-restore");
        Button empty = small("Empty", () -> context.session()
                .workspace()
                .ifPresent(workspace -> deletion.emptyTrash(
                        workspace, model.foundProperty().get().trash())));
        empty.setId("trash-empty");
        HBox trash = new HBox(4, what, restore, empty);
        trash.setAlignment(javafx.geometry.Pos.CENTER_RIGHT);
        model.foundProperty().subscribe(found -> {
            boolean any = !found.trash().isEmpty();
            trash.setVisible(any);
            long bytes =
                    found.trash().stream().mapToLong(deleted -> deleted.bytes()).sum();
            what.setText("trash " + Words.bytes(bytes));
            restore.setTooltip(new javafx.scene.control.Tooltip(
                    any ? "Put back " + found.trash().getFirst().name() + ", deleted last" : ""));
        });
        return trash;
    }

    private static Button small(String words, Runnable action) {
        Button button = new Button(words);
        button.getStyleClass().addAll("flat", "small");
        button.setMinWidth(USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    private Region empty() {
        EmptyState empty = new EmptyState("mdi2d-database-outline");
        empty.setSentence("Nothing here yet. Drop a Hugging Face model folder on the window, then texts for it to read;"
                + " or take what comes along in Train.");
        empty.getChildren().add(ActionButtons.labelled(context.actions().get("import.model")));
        empty.setId("data-empty");
        return empty;
    }
}
