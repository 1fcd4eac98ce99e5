package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.theme.ThemeMode;

/** A column of top tokens shows whole tokens only, however wide it is. */
class TopTokensCellTest extends FxTest {
    private static final double CLIPPED = 12;

    private List<String> shown() {
        return fxGet(() -> robot.lookup(".top-token").<Label>queryAll().stream()
                .filter(Node::isVisible)
                .map(Label::getText)
                .toList());
    }

    @Test
    void aTokenThatDoesNotFitIsLeftOut() {
        TableColumn<TopTokens, TopTokens> column = fxGet(() -> {
            TableColumn<TopTokens, TopTokens> made = new TableColumn<>("top tokens");
            made.setCellValueFactory(row -> new SimpleObjectProperty<>(row.getValue()));
            made.setCellFactory(_ -> new TopTokensCell<>());
            TableView<TopTokens> table = new TableView<>();
            table.getColumns().add(made);
            table.getItems()
                    .add(new TopTokens(List.of(" evening", " afternoon", " morning", " night"), List.of(3, 2, 2, 1)));
            show(table, 500, 120, theme(ThemeMode.LIGHT));
            return made;
        });
        fx(() -> column.setPrefWidth(400));
        await("all tokens", () -> shown().equals(List.of("evening", "afternoon", "morning", "night")));
        for (double width = 300; width > 40; width -= 13) {
            double set = width;
            fx(() -> column.setPrefWidth(set));
            await("the width", () -> column.getWidth() == set);
            List<String> seen = shown();
            assertThat(seen).first().isEqualTo("evening");
            double right = fxGet(() -> robot.lookup(".top-token").<Label>queryAll().stream()
                    .filter(Node::isVisible)
                    .skip(1)
                    .mapToDouble(label -> label.getBoundsInParent().getMaxX())
                    .max()
                    .orElse(0));
            assertThat(right).isLessThanOrEqualTo(set - CLIPPED);
        }
        assertThat(shown()).containsExactly("evening");
    }
}
