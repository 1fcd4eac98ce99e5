package org.latentworkbench.app.gui.latents;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Two short columns: the tokens a latent promotes, and those it suppresses. */
final class PromotedPane extends VBox {
    private static final double TOKEN_WIDTH = 40;

    private final GridPane promoted = column();
    private final GridPane suppressed = column();
    private final Label none = new Label();
    private final HBox columns = new HBox(14, promoted, suppressed);

    PromotedPane() {
        setId("promoted");
        getStyleClass().add("promoted");
        none.getStyleClass().add("hint");
        none.setWrapText(true);
        Tooltip.install(
                columns,
                new Tooltip("What an activation of 1 adds to the logits of the next token directly:\n"
                        + "the decoder row through the final norm's weights and the output head (logit lens)."));
        getChildren().addAll(columns, none);
        show(null);
    }

    private static GridPane column() {
        GridPane grid = new GridPane();
        ColumnConstraints token = new ColumnConstraints();
        token.setMinWidth(TOKEN_WIDTH);
        token.setHgrow(Priority.ALWAYS);
        ColumnConstraints figure = new ColumnConstraints();
        figure.setHalignment(HPos.RIGHT);
        figure.setMinWidth(USE_PREF_SIZE);
        grid.getColumnConstraints().addAll(token, figure);
        grid.getStyleClass().add("promoted-column");
        HBox.setHgrow(grid, Priority.ALWAYS);
        grid.setPrefWidth(0);
        return grid;
    }

    void show(@Nullable PromotedTokens tokens) {
        fill(promoted, "Promotes", tokens == null ? List.of() : tokens.promoted());
        fill(suppressed, "Suppresses", tokens == null ? List.of() : tokens.suppressed());
        String why = tokens == null ? "…" : tokens.none();
        none.setText(why);
        none.setManaged(!why.isEmpty());
        none.setVisible(!why.isEmpty());
    }

    private static void fill(GridPane grid, String heading, List<PromotedTokens.Effect> effects) {
        grid.getChildren().clear();
        Label head = new Label(heading);
        head.getStyleClass().add("small-heading");
        grid.add(head, 0, 0, 2, 1);
        for (int row = 0; row < effects.size(); row++) {
            PromotedTokens.Effect effect = effects.get(row);
            Label token = new Label(effect.text());
            token.getStyleClass().add("promoted-token");
            Label figure =
                    new Label(String.format(Locale.US, "%+.2f", effect.logit()).replace('-', '−'));
            figure.getStyleClass().addAll("hint", "figures");
            grid.add(token, 0, row + 1);
            grid.add(figure, 1, row + 1);
        }
    }
}
