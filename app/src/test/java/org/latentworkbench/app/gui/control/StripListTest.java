package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.app.gui.theme.ThemeMode;

/** The rows of a list of contexts are as high as their text, wherever the list is scrolled and however wide it is. */
class StripListTest extends FxTest {
    private static final double LEAD = 40;
    private static final String[] WORDS = {" a", " story", " about", " little", " girl", "’s", ".", "\n", " elephants"};

    private StripList strips;
    private Stage stage;

    /** Contexts of 1 to 250 tokens, some shorter than a line and most cut to an excerpt. */
    private static List<StripContent> contexts(int count) {
        List<StripContent> contexts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int length = 1 + (i * 37) % 250;
            List<String> tokens = new ArrayList<>();
            float[] values = new float[length];
            for (int t = 0; t < length; t++) {
                tokens.add(WORDS[(i * 5 + t * 7 + t * t) % WORDS.length]);
                values[t] = (i + t) % 11 == 0 ? 3 : 0;
            }
            contexts.add(StripContent.shaded(tokens, values, 4, length / 2));
        }
        return contexts;
    }

    private void showList(int count, double width, Theme theme) {
        strips = fxGet(() -> new StripList(LEAD));
        stage = show(new StackPane(strips), width, 600, theme);
        fx(() -> strips.showStrips(contexts(count)));
    }

    private ListView<StripItem> list() {
        return node(".strip-list > .list-view");
    }

    private List<ListCell<?>> rows() {
        return fxGet(() -> list().lookupAll(".list-cell").stream()
                .map(node -> (ListCell<?>) node)
                .filter(cell -> cell.isVisible() && !cell.isEmpty())
                .sorted(Comparator.comparingDouble(Node::getLayoutY))
                .<ListCell<?>>map(cell -> cell)
                .toList());
    }

    private void everyRowHoldsItsText(String when) {
        fx(() -> {
            stage.getScene().getRoot().applyCss();
            stage.getScene().getRoot().layout();
        });
        List<ListCell<?>> rows = rows();
        assertThat(rows).as(when).hasSizeGreaterThan(3);
        fx(() -> {
            for (int i = 0; i < rows.size(); i++) {
                ListCell<?> row = rows.get(i);
                TokenStrip strip = (TokenStrip) row.lookup(".token-strip");
                double needed = strip.prefHeight(strip.getWidth());
                String which = when + ", row " + row.getIndex();
                double button = row.lookup(".icon-button").prefHeight(-1);
                assertThat(strip.getHeight()).as(which).isBetween(needed, Math.max(needed, button));
                assertThat(row.getHeight())
                        .as(which + " has no empty line")
                        .isBetween(
                                needed,
                                needed
                                        + row.getInsets().getTop()
                                        + row.getInsets().getBottom()
                                        + 8);
                for (Node piece : strip.getChildrenUnmodifiable()) {
                    if (piece.isVisible()) {
                        Bounds bounds = row.sceneToLocal(piece.localToScene(piece.getLayoutBounds()));
                        assertThat(bounds.getMaxY()).as(which).isLessThanOrEqualTo(row.getHeight());
                        assertThat(bounds.getMaxX()).as(which).isLessThanOrEqualTo(row.getWidth() + 1);
                    }
                }
                if (i > 0) {
                    ListCell<?> above = rows.get(i - 1);
                    assertThat(row.getLayoutY())
                            .as(which + " below the one above")
                            .isEqualTo(above.getLayoutY() + above.getHeight());
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1.5})
    void rowsAreAsHighAsTheirTextWhereverTheListIs(double scale) {
        Theme theme = theme(ThemeMode.LIGHT);
        fx(() -> theme.scaleProperty().set(scale));
        showList(400, 560, theme);
        everyRowHoldsItsText("at first");
        for (int row : new int[] {7, 150, 399, 42, 0}) {
            fx(() -> list().scrollTo(row));
            everyRowHoldsItsText("scrolled to " + row);
        }
    }

    @Test
    void rowsFollowTheWidth() {
        showList(400, 560, theme(ThemeMode.LIGHT));
        fx(() -> list().scrollTo(120));
        for (double width : new double[] {300, 900, 420, 421, 760}) {
            fx(() -> stage.setWidth(width));
            everyRowHoldsItsText(width + " wide");
        }
    }

    @Test
    void aWholeContextHasRoomAndGivesItBack() {
        showList(60, 560, theme(ThemeMode.LIGHT));
        double before = fxGet(() -> rows().get(2).getHeight());
        toggleThird();
        everyRowHoldsItsText("opened");
        assertThat(fxGet(() -> rows().get(2).getHeight())).isGreaterThan(before);
        fx(() -> stage.setWidth(400));
        everyRowHoldsItsText("opened and narrower");
        toggleThird();
        everyRowHoldsItsText("closed");
    }

    private void toggleThird() {
        fx(() -> {
            list().requestFocus();
            list().getSelectionModel().clearAndSelect(2);
        });
        robot.push(KeyCode.ENTER);
    }

    @Test
    void aShortListWithoutScrollBarUsesItsWholeWidth() {
        showList(5, 560, theme(ThemeMode.LIGHT));
        for (double width = 520; width < 560; width += 3) {
            double now = width;
            fx(() -> stage.setWidth(now));
            everyRowHoldsItsText("short and " + width + " wide");
        }
    }
}
