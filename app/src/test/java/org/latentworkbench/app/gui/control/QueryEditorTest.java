package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.search.syntax.Completer;

class QueryEditorTest extends FxTest {
    private QueryEditor editor;

    @BeforeEach
    void showEditor() {
        editor = fxGet(QueryEditor::new);
        Completer completer = new Completer(List.of(), List.of("animal"), List.of("female names"));
        fx(() -> editor.setCompletions(completer::complete));
        show(new StackPane(editor), 500, 160, theme(ThemeMode.LIGHT));
    }

    @Test
    void coloursTheWordsOfTheLanguage() {
        fx(() -> editor.textProperty().set("# who\nname = ( Lily| Sue)\n[name] said"));
        assertThat(fxGet(() -> editor.lookupAll(".query-comment").size())).isPositive();
        assertThat(fxGet(() -> editor.lookupAll(".query-name").size())).isGreaterThanOrEqualTo(2);
    }

    @Test
    void underlinesWhatIsWrongUntilItIsChanged() {
        fx(() -> editor.textProperty().set(" cat+"));
        fx(() -> editor.showError(4, 1));
        assertThat(fxGet(() -> editor.lookupAll(".query-error").size())).isPositive();
        fx(() -> editor.textProperty().set(" cat"));
        assertThat(fxGet(() -> editor.lookupAll(".query-error").size())).isZero();
    }

    @Test
    void anErrorAtTheVeryEndIsUnderlinedOnTheLastCharacter() {
        fx(() -> editor.textProperty().set("( cat"));
        fx(() -> editor.showError(5, 0));
        assertThat(fxGet(() -> editor.lookupAll(".query-error").size())).isPositive();
    }

    @Test
    void controlEnterRuns() {
        AtomicInteger runs = new AtomicInteger();
        fx(() -> {
            editor.setOnRun(runs::incrementAndGet);
            editor.textProperty().set(" said");
            editor.edit();
        });
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        assertThat(runs).hasValue(1);
        assertThat(editor.textProperty().get()).isEqualTo(" said");
    }

    @Test
    void completesInsideBrackets() {
        fx(() -> {
            editor.textProperty().set("[label:\"fe");
            editor.edit();
        });
        robot.push(KeyCode.CONTROL, KeyCode.SPACE);
        await("the list", () -> editor.isCompleting());
        robot.push(KeyCode.ENTER);
        await("the label", () -> editor.textProperty().get().equals("[label:\"female names\""));
        assertThat(fxGet(editor::isCompleting)).isFalse();
    }
}
