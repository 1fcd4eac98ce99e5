package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.theme.ThemeMode;

class TokenStripTest extends FxTest {
    private static final List<String> TOKENS =
            List.of("Ben", " met", " L", "ily", " and", " her", " cat", ".", "\n", "They", " ran");

    private TokenStrip strip;

    @BeforeEach
    void showStrip() {
        float[] values = new float[TOKENS.size()];
        values[2] = 2;
        values[3] = 8.03f;
        strip = fxGet(TokenStrip::new);
        fx(() -> strip.contentProperty()
                .set(StripContent.shaded(TOKENS, values, 9.42, 3).at(1204, 14)));
        show(new StackPane(strip), 400, 120, theme(ThemeMode.LIGHT));
    }

    private List<String> texts() {
        return fxGet(() -> strip.getChildrenUnmodifiable().stream()
                .filter(Text.class::isInstance)
                .filter(Node::isVisible)
                .map(node -> ((Text) node).getText())
                .toList());
    }

    @Test
    void plainTokensOfALineShareOneNode() {
        assertThat(texts()).containsExactly("Ben met", "L", "ily", "and her cat.", "↵", "They ran");
    }

    @Test
    void firingTokensAreFilledByTheirStop() {
        List<String> fills = fxGet(() -> strip.lookupAll(".token-fill").stream()
                .map(node -> node.getStyleClass().getLast())
                .toList());
        assertThat(fills).containsExactlyInAnyOrder("act-2", "act-8");
    }

    @Test
    void keysTellTheValueOfEachToken() {
        fx(strip::requestFocus);
        robot.push(KeyCode.RIGHT);
        assertThat(fxGet(strip::tipText)).isEqualTo("8.03 · 85 % of max · token “ily” · doc 1,204 pos 17");
        robot.push(KeyCode.RIGHT);
        assertThat(fxGet(strip::tipText)).startsWith("0.00 · token “ and”");
        robot.push(KeyCode.ESCAPE);
        assertThat(fxGet(strip::tipText)).isEmpty();
    }

    @Test
    void aWordThatDoesNotFitGoesToTheNextLineWhole() {
        TokenLayout layout = fxGet(() -> TokenLayout.of(
                StripContent.shaded(TOKENS, new float[TOKENS.size()], 1, 0), 70, 0, false, new TextMeasure()));
        for (TokenLayout.Cell cell : layout.cells()) {
            assertThat(cell.end()).isLessThanOrEqualTo(70 + 1e-9);
        }
        assertThat(layout.cells().get(2).line()).isEqualTo(layout.cells().get(3).line());
        assertThat(layout.lines()).isGreaterThan(2);
    }

    @Test
    void anExcerptHoldsItsFocusInTwoLines() {
        List<String> many = new ArrayList<>(Collections.nCopies(300, " word"));
        many.set(170, " FOCUS");
        TokenLayout layout = fxGet(() ->
                TokenLayout.of(StripContent.shaded(many, new float[300], 1, 170), 400, 2, false, new TextMeasure()));
        assertThat(layout.lines()).isLessThanOrEqualTo(2);
        assertThat(layout.cutBefore()).isTrue();
        assertThat(layout.cutAfter()).isTrue();
        assertThat(layout.cells()).anyMatch(cell -> cell.token() == 170);
        assertThat(layout.cells()).hasSizeGreaterThan(10);
    }

    @Test
    void aHoleIsARingWithoutFillAndAMatchIsUnderlined() {
        BitSet match = new BitSet();
        match.set(5, 7);
        BitSet ring = new BitSet();
        ring.set(6);
        fx(() -> strip.contentProperty()
                .set(StripContent.shaded(TOKENS, new float[TOKENS.size()], 1, 6).withMarks(match, ring)));
        fx(() -> strip.layout());
        assertThat(fxGet(() -> strip.lookupAll(".token-fill").size())).isZero();
        assertThat(fxGet(() -> strip.lookupAll(".token-ring").size())).isEqualTo(1);
        assertThat(fxGet(() -> strip.lookupAll(".token-match").size())).isEqualTo(1);
    }

    @Test
    void copiesTheTextAsItStands() {
        fx(strip::requestFocus);
        robot.push(KeyCode.SHORTCUT, KeyCode.C);
        assertThat(fxGet(() -> Clipboard.getSystemClipboard().getString()))
                .isEqualTo("Ben met Lily and her cat.\nThey ran");
    }
}
