package org.latentworkbench.app.gui.playground;

import javafx.geometry.HPos;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.control.Bar;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.engine.pipeline.Playground;

/** What may come next, by the model as it is and changed. */
final class NextTokenPane extends VBox {
    private static final int BAR = 8;
    private static final int TOKEN_WIDTH = 104;
    private static final int FIGURE_WIDTH = 48;
    private static final int CHANGED = 3;
    /** Sets the changed probabilities off from the original ones. */
    private static final double APART = 12;

    private final PlaygroundViewModel model;
    private final Label after = new Label();
    private final Label divergence = new Label();
    private final GridPane grid = new GridPane();

    NextTokenPane(PlaygroundViewModel model) {
        this.model = model;
        getStyleClass().add("playground-pane");
        Label title = new Label("Next token");
        title.getStyleClass().add("small-heading");
        after.getStyleClass().add("hint");
        divergence.setId("divergence");
        divergence.getStyleClass().add("hint");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, title, after, space, divergence);
        head.setAlignment(Pos.CENTER_LEFT);
        grid.setId("next-tokens");
        grid.setHgap(8);
        grid.setVgap(2);
        grid.getColumnConstraints().setAll(fixed(TOKEN_WIDTH, HPos.LEFT), growing(), fixed(FIGURE_WIDTH, HPos.RIGHT));
        grid.getColumnConstraints().addAll(growing(), fixed(FIGURE_WIDTH, HPos.RIGHT));
        ScrollPane scroll = new ScrollPane(grid);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head, scroll);
        model.answerProperty().subscribe(_ -> show());
    }

    private static ColumnConstraints fixed(double width, HPos side) {
        ColumnConstraints column = new ColumnConstraints(width);
        column.setHalignment(side);
        return column;
    }

    private static ColumnConstraints growing() {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(Priority.ALWAYS);
        column.setFillWidth(true);
        return column;
    }

    private void show() {
        grid.getChildren().clear();
        ReadText.Answer now = model.answerProperty().get();
        if (now == null || now.reading().ids().length == 0) {
            after.setText("");
            divergence.setText("");
            return;
        }
        boolean changed = !model.changes().isEmpty();
        after.setText("after “" + now.reading().texts().getLast() + "”");
        divergence.setText(changed ? "KL " + Figures.two(now.prediction().divergence()) + " nats" : "");
        heading(0, "token");
        heading(1, "original");
        heading(2, "p");
        heading(CHANGED, changed ? "changed" : "");
        heading(4, changed ? "p" : "");
        int row = 1;
        for (Playground.NextToken token : now.prediction().tokens()) {
            Label text = new Label(token.text().replace(' ', '·').replace("\n", "↵"));
            text.getStyleClass().add("mono");
            grid.add(text, 0, row);
            add(1, row, token.probability(), false);
            if (changed) {
                add(CHANGED, row, token.changed(), true);
            }
            row++;
        }
    }

    private void heading(int column, String words) {
        Label label = new Label(words);
        label.getStyleClass().add("caption");
        GridPane.setMargin(label, new Insets(0, 0, 0, column == CHANGED ? APART : 0));
        grid.add(label, column, 0);
    }

    private void add(int column, int row, double probability, boolean accent) {
        Bar bar = new Bar(BAR);
        bar.setShare(probability);
        bar.setSorted(accent);
        Label figure = new Label(Figures.two(probability));
        figure.getStyleClass().add("figures");
        GridPane.setMargin(bar, new Insets(0, 0, 0, column == CHANGED ? APART : 0));
        grid.add(bar, column, row);
        grid.add(figure, column + 1, row);
    }
}
