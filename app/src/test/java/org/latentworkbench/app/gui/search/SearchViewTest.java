package org.latentworkbench.app.gui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumnBase;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.DemoWindow;
import org.latentworkbench.app.gui.control.QueryEditor;

class SearchViewTest extends DemoWindow {
    private TableView<RankedRow> search(String address) {
        showWindow();
        go(address);
        TableView<RankedRow> ranked = node("#ranked");
        await("ranked latents", () -> !ranked.getItems().isEmpty());
        await(
                "examples",
                () -> robot.lookup("#examples .token-strip").queryAll().size() > 1);
        return ranked;
    }

    @Test
    void ranksLatentsAsThePatternIsTyped() {
        search("search:# girls who speak%0Aname = ( Lily| Sue| Mia| Anna)%0A[name] said");
        pictures("search");
        fx(() -> this.<QueryEditor>node("#query").textProperty().set("( big| small) cat+"));
        await("error", () -> robot.lookup("#fix").query().isVisible());
        snapshot("search-error", window.frame().getScene());
        assertThat(this.<Label>node("#query-words").getText()).contains("( cat)+");
        robot.clickOn("#fix");
        await(
                "mended",
                () -> this.<QueryEditor>node("#query").textProperty().get().equals("( big| small)( cat)+"));
        fx(() -> this.<QueryEditor>node("#query").textProperty().set("( Lily| Mia| Sue| Anna)"));
        await(
                "other latents",
                () -> this.<TableView<?>>node("#ranked").getItems().size() > 5);
        largePictures("search");
    }

    @Test
    void readsWhereAMatchedLatentIsSilent() {
        TableView<RankedRow> ranked = search("search:( Lily| Mia| Sue| Anna)");
        fx(() -> ranked.getSelectionModel().select(2));
        robot.clickOn("Matched, silent");
        await("rings", () -> !robot.lookup("#examples .token-ring").queryAll().isEmpty());
        snapshot("search-silent", window.frame().getScene());
    }

    @Test
    void aWideTableShowsF1AndLiftToo() {
        TableView<RankedRow> ranked = search("search:( Lily| Mia| Sue| Anna)");
        assertThat(columns(ranked)).doesNotContain("lift");
        SplitPane split = node(".search-view .split-pane");
        fx(() -> split.setDividerPositions(0.72));
        await("more columns", () -> columns(ranked).containsAll(List.of("F1", "lift")));
        snapshot("search-wide", window.frame().getScene());
    }

    private static List<String> columns(TableView<?> table) {
        return table.getVisibleLeafColumns().stream()
                .map(TableColumnBase::getText)
                .toList();
    }

    @Test
    void findsContextsAndLabelsByWords() {
        search("search:text:Lily");
        snapshot("search-text", window.frame().getScene());
        go("search:label:name");
        TableView<RankedRow> ranked = node("#ranked");
        await("labels", () -> ranked.getItems().stream()
                .anyMatch(row -> row.title().equals("female names")));
        await(
                "contexts",
                () -> robot.lookup("#examples .token-strip").queryAll().size() > 1);
        await("the count", () -> this.<Label>node("#search-summary").getText().endsWith(" found"));
        snapshot("search-labels", window.frame().getScene());
    }

    @Test
    void enterOpensThePageOfTheLatent() {
        TableView<RankedRow> ranked = search("search:( Lily)");
        int best = ranked.getItems().getFirst().latent();
        fx(ranked::requestFocus);
        robot.push(KeyCode.ENTER);
        await(
                "the page",
                () -> robot.lookup("#latent-id").tryQuery().isPresent()
                        && this.<Label>node("#latent-id").getText().equals(Integer.toString(best)));
    }

    @Test
    void anExampleOfTheCheatSheetIsAskedAtOnce() {
        search("search:( Lily)");
        robot.clickOn("#cheat-sheet");
        robot.clickOn("( cat| dog| bird)");
        await(
                "the example",
                () -> this.<QueryEditor>node("#query").textProperty().get().equals("( cat| dog| bird)"));
        await("its answer", () -> this.<Label>node("#query-words").getText().contains("cat"));
    }

    @Test
    void aWordListIsWrittenUsedDeletedAndBroughtBack() {
        search("search:( Lily)");
        robot.clickOn("#word-lists");
        robot.clickOn("#word-list-name").write("pets");
        fx(() -> this.<TextArea>node("#word-list-entries").setText(" cat\n dog\n rabbit"));
        robot.clickOn("#word-list-save");
        await(
                "saved",
                () -> this.<ListView<String>>node("#word-list-names").getItems().contains("pets"));
        snapshot("search-word-lists", node("#word-list-names").getScene());
        robot.clickOn("#word-lists");
        fx(() -> this.<QueryEditor>node("#query").textProperty().set("[literals `pets`]"));
        await(
                "its answer",
                () -> window.frame().view().addressProperty().get().rest().equals("[literals `pets`]"));
        assertThat(this.<Label>node("#query-words").getStyleClass()).doesNotContain("danger-text");
        robot.clickOn("#word-lists");
        robot.clickOn("pets");
        await(
                "its entries",
                () -> this.<TextArea>node("#word-list-entries").getText().equals(" cat\n dog\n rabbit"));
        robot.clickOn("#word-list-delete");
        await("the query is wrong", () -> robot.lookup("#query-words").<Label>query().getStyleClass().stream()
                .anyMatch("danger-text"::equals));
        robot.clickOn("#word-list-restore");
        await("the query is right", () -> robot.lookup("#query-words").<Label>query().getStyleClass().stream()
                .noneMatch("danger-text"::equals));
    }
}
