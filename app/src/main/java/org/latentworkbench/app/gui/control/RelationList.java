package org.latentworkbench.app.gui.control;

import java.util.List;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** A short list of related latents, each with a bar and a figure; a click goes there. */
public final class RelationList extends VBox {
    /**
     * One related latent.
     *
     * @param mark a sign before the id, for example an arrow; may be empty
     * @param latent its id
     * @param title its name
     * @param share the filled share of the bar
     * @param figure the number as written
     * @param explanation the tooltip
     */
    public record Relation(String mark, int latent, String title, double share, String figure, String explanation) {}

    private static final double EMPTY_HEIGHT = 36;

    private final VBox rows = new VBox();
    private final Label empty = new Label();
    private final IntConsumer open;

    /**
     * An empty list.
     *
     * @param heading what relates them, in bold
     * @param measure how it is measured, muted
     * @param open receives the latent that was clicked
     */
    public RelationList(String heading, String measure, IntConsumer open) {
        this.open = open;
        getStyleClass().add("relation-list");
        setMinWidth(0);
        Label name = new Label(heading);
        name.getStyleClass().add("small-heading");
        name.setMinWidth(USE_PREF_SIZE);
        Label how = new Label(measure);
        how.getStyleClass().add("hint");
        HBox head = new HBox(4, name, how);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("relation-head");
        empty.getStyleClass().add("hint");
        empty.setWrapText(true);
        // A wrapped label asks for the height of its narrowest form; the page must not give it.
        empty.setPrefHeight(0);
        empty.setMinHeight(EMPTY_HEIGHT);
        empty.setAlignment(Pos.TOP_LEFT);
        getChildren().addAll(head, rows);
    }

    /**
     * Shows these latents.
     *
     * @param ifNone the sentence when there are none
     */
    public void show(List<Relation> relations, String ifNone) {
        rows.getChildren().setAll(relations.stream().map(this::row).toList());
        if (relations.isEmpty()) {
            empty.setText(ifNone);
            rows.getChildren().add(empty);
        }
    }

    private Button row(Relation relation) {
        HBox line = new HBox(6);
        line.setAlignment(Pos.CENTER_LEFT);
        if (!relation.mark().isEmpty()) {
            line.getChildren().add(label(relation.mark(), 12, "muted"));
        }
        Label id = label(Figures.count(relation.latent()), 38, "figures");
        id.setAlignment(Pos.CENTER_RIGHT);
        Label title = label(relation.title(), 0, "relation-title");
        title.setMinWidth(0);
        title.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(title, Priority.ALWAYS);
        Bar bar = new Bar(6);
        bar.setShare(relation.share());
        bar.setMinWidth(20);
        bar.setPrefWidth(20);
        bar.setMaxWidth(20);
        Label figure = label(relation.figure(), 28, "figures");
        figure.setAlignment(Pos.CENTER_RIGHT);
        line.getChildren().addAll(id, title, bar, figure);
        Button button = new Button(null, line);
        button.getStyleClass().setAll("relation");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setMinWidth(0);
        line.prefWidthProperty().bind(button.widthProperty().subtract(2));
        button.setAccessibleText("latent " + relation.latent() + ", " + relation.title() + ", " + relation.figure());
        button.setTooltip(new Tooltip(relation.title() + "\n" + relation.explanation()));
        button.setOnAction(_ -> open.accept(relation.latent()));
        return button;
    }

    private static Label label(String text, double width, @Nullable String styleClass) {
        Label label = new Label(text);
        label.setTextOverrun(javafx.scene.control.OverrunStyle.ELLIPSIS);
        if (width > 0) {
            label.setMinWidth(width);
            label.setPrefWidth(width);
        }
        if (styleClass != null) {
            label.getStyleClass().add(styleClass);
        }
        return label;
    }
}
