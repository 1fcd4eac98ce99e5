package org.latentworkbench.app.gui.latents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.DemoFixture;
import org.latentworkbench.app.gui.DemoWindow;
import org.latentworkbench.app.gui.control.ActivationRange;
import org.latentworkbench.app.gui.control.HistogramView;
import org.latentworkbench.app.gui.control.TabStrip;
import org.testfx.util.WaitForAsyncUtils;

class LatentsViewTest extends DemoWindow {
    private void open(String concept) {
        showWindow();
        int latent = DemoFixture.latent(concept);
        go("latent:" + DemoFixture.SAE + "/" + latent);
        await("rows", () -> !this.<TableView<?>>node("#latents").getItems().isEmpty());
        await("page", () -> this.<Label>node("#latent-id").getText().equals(Integer.toString(latent)));
        await(
                "contexts",
                () -> robot.lookup("#contexts .token-strip").queryAll().size() > 2);
    }

    @Test
    void showsTheTableAndThePageOfALatent() {
        open("female name");
        pictures("latents");
        HistogramView histogram = node("#histogram");
        double max = histogram.histogramProperty().get().max();
        fx(() -> histogram.rangeProperty().set(new ActivationRange(0.3 * max, 0.45 * max)));
        await(
                "contexts in range",
                () -> this.<Label>node("#context-count").getText().endsWith("tokens"));
        pictures("latents-range");
        largePictures("latents");
    }

    @Test
    void filtersAsOneTypesAndSaysWhyNothingIsLeft() {
        open("female name");
        TableView<?> table = node("#latents");
        int before = table.getItems().size();
        robot.clickOn("#filter-density").write("> 0.02");
        await("fewer rows", () -> table.getItems().size() < before);
        robot.clickOn("#filter-label").write("zebra crossing");
        await("no rows", () -> table.getItems().isEmpty());
        snapshot("latents-no-rows", window.frame().getScene());
        robot.clickOn("Clear filters");
        await("all rows", () -> table.getItems().size() == before);
        assertThat(this.<TextField>node("#filter-density").getText()).isEmpty();
    }

    @Test
    void everyKindOfContextCanBeRead() {
        open("female name");
        TabStrip<ContextTab> tabs = node("#context-tabs");
        for (ContextTab tab : ContextTab.values()) {
            fx(() -> tabs.valueProperty().set(tab));
            await(
                    tab.title(),
                    () -> !this.<Label>node("#context-count").getText().isEmpty());
            await(
                    "strips",
                    () -> robot.lookup("#contexts .token-strip").queryAll().size() > 1);
        }
        fx(() -> tabs.valueProperty().set(ContextTab.QUANTILES));
        await("headings", () -> !robot.lookup("#contexts .list-cell")
                .match((Node node) -> node instanceof Labeled cell
                        && cell.getText() != null
                        && cell.getText().startsWith("Strongest fifth"))
                .queryAll()
                .isEmpty());
        snapshot("latents-quantiles", window.frame().getScene());
    }

    @Test
    void aLabelIsWrittenStarredAndFoundInTheTable() {
        open("animal");
        robot.clickOn("#latent-label");
        robot.push(KeyCode.SHORTCUT, KeyCode.A).write("all the animals").push(KeyCode.ENTER);
        await("saved", () -> this.<Label>node("#saved").getText().equals("saved"));
        TableView<LatentRow> table = node("#latents");
        await("the row", () -> table.getItems().stream()
                .anyMatch(row -> row.label().equals("all the animals")));
        robot.clickOn("#star");
        await("the star", () -> table.getItems().stream()
                .anyMatch(row -> row.label().equals("all the animals") && row.starred()));
    }

    @Test
    void aSecondLatentIsShownInViolet() {
        open("female name");
        TableView<LatentRow> table = node("#latents");
        LatentRow visible = fxGet(() -> table.getItems().stream()
                .filter(row -> row.id() == DemoFixture.latent("name"))
                .findFirst()
                .orElseThrow());
        fx(() -> table.scrollTo(visible));
        Node cell = robot.lookup(".label-cell")
                .match((Node node) ->
                        node instanceof Labeled words && "people and pets by name".equals(words.getText()))
                .query();
        fx(() -> controlPress(cell));
        await("the chip", () -> robot.lookup("#second-latent").query().isVisible());
        await("bars", () -> !robot.lookup("#contexts .token-bar").queryAll().isEmpty());
        snapshot("latents-second", window.frame().getScene());
    }

    @Test
    void relatedLatentsLeadOnAndBackLeadsHome() {
        open("female name");
        String home = fxGet(() -> this.<Label>node("#latent-id").getText());
        robot.clickOn((Node) robot.lookup(".relation").queryAll().iterator().next());
        await("another latent", () -> !this.<Label>node("#latent-id").getText().equals(home));
        robot.push(KeyCode.ALT, KeyCode.LEFT);
        await("back home", () -> this.<Label>node("#latent-id").getText().equals(home));
    }

    @Test
    void aClickOnTheBestRegexSearchesForIt() {
        open("Lily");
        await("the regex", () -> !robot.lookup("#explanation").query().isDisabled());
        assertThat(robot.lookup("#explanation").query().getAccessibleText()).contains("ily");
        robot.clickOn("#explanation");
        await(
                "the search",
                () -> window.context().navigator().place().toString().startsWith("search:")
                        && window.context().navigator().place().toString().contains("ily"));
    }

    @Test
    void aDeadLatentSaysSo() {
        open("female name");
        go("latent:" + DemoFixture.SAE + "/"
                + (window.context().session().opened().orElseThrow().info().latents() - 1));
        await("dead", () -> this.<Label>node("#dead").getText().startsWith("dead: silent"));
        snapshot("latents-dead-one", window.frame().getScene());
    }

    @Test
    void theTableShowsWholeRowsWhereverALatentIs() {
        open("female name");
        TableView<LatentRow> table = node("#latents");
        int rows = table.getItems().size();
        for (int place : new int[] {0, rows - 1, 3, rows / 2, rows - 3, 8, 5}) {
            int latent = fxGet(() -> table.getItems().get(place).id());
            go("latent:" + DemoFixture.SAE + "/" + latent);
            await("the row of " + latent, () -> table.getSelectionModel().getSelectedIndex() == place);
            assertWholeRows(table, "row " + place);
        }
        snapshot("latents-scrolled", window.frame().getScene());
        for (double height : new double[] {733, 651, 800}) {
            fx(() -> window.frame().getScene().getWindow().setHeight(height));
            await("the height of " + height, () -> window.frame().getScene().getHeight() == height);
            WaitForAsyncUtils.waitForFxEvents();
            assertWholeRows(table, "a height of " + height);
        }
    }

    private static void assertWholeRows(TableView<LatentRow> table, String where) {
        Bounds sight = fxGet(() -> {
            table.layout();
            Node flow = table.lookup(".clipped-container");
            return flow.localToScene(flow.getLayoutBounds());
        });
        List<Bounds> shown = fxGet(() -> table.lookupAll(".table-row-cell").stream()
                .filter(Node::isVisible)
                .map(row -> row.localToScene(row.getLayoutBounds()))
                .filter(row -> row.getMaxY() > sight.getMinY() + 0.5 && row.getMinY() < sight.getMaxY())
                .sorted(Comparator.comparingDouble(Bounds::getMinY))
                .toList());
        assertThat(shown).hasSizeGreaterThan(8);
        assertThat(shown.getFirst().getMinY()).as("the first row at " + where).isEqualTo(sight.getMinY());
    }

    @Test
    void rowsAreCopiedWithTheirHeader() {
        open("female name");
        TableView<?> table = node("#latents");
        fx(table::requestFocus);
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        await("copied", () -> {
            String text = Clipboard.getSystemClipboard().getString();
            return text != null && text.startsWith("star\tid\tlabel") && text.contains("female names");
        });
    }

    /** The robot of the headless platform tells the mouse nothing of keys that are held. */
    private static void controlPress(Node node) {
        Event.fireEvent(
                node,
                new MouseEvent(
                        MouseEvent.MOUSE_PRESSED,
                        5,
                        5,
                        5,
                        5,
                        MouseButton.PRIMARY,
                        1,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        false,
                        true,
                        false,
                        true,
                        null));
    }
}
