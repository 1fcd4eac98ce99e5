package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.theme.ThemeMode;

class HistogramViewTest extends FxTest {
    private HistogramView view;

    @BeforeEach
    void showHistogram() {
        view = fxGet(HistogramView::new);
        fx(() -> view.histogramProperty().set(new Histogram(10, new long[] {90, 50, 20, 10, 5, 4, 3, 2, 1, 1})));
        show(new StackPane(view), 500, 120, theme(ThemeMode.LIGHT));
    }

    @Test
    void everyBarCarriesItsStop() {
        assertThat(fxGet(() -> view.lookupAll(".histogram-bar").size())).isEqualTo(10);
        assertThat(fxGet(() -> view.lookupAll(".histogram-bar.act-9").size())).isEqualTo(1);
    }

    @Test
    void keysMoveTheGripsByOneBin() {
        fx(() -> view.rangeProperty().set(new ActivationRange(2, 6)));
        fx(() -> view.lookup("#brush-lower").requestFocus());
        robot.push(KeyCode.RIGHT);
        fx(() -> view.lookup("#brush-upper").requestFocus());
        robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
        ActivationRange range = view.rangeProperty().get();
        assertThat(range.low()).isCloseTo(3, within(1e-9));
        assertThat(range.high()).isCloseTo(10, within(1e-9));
    }

    @Test
    void gripsDoNotPassEachOther() {
        fx(() -> view.rangeProperty().set(new ActivationRange(2, 3)));
        fx(() -> view.lookup("#brush-lower").requestFocus());
        robot.push(KeyCode.END);
        assertThat(view.rangeProperty().get().low())
                .isLessThan(view.rangeProperty().get().high());
    }

    @Test
    void draggingBrushesARangeAndAClickTakesItAway() {
        robot.moveTo(view)
                .moveBy(-60, 0)
                .press(javafx.scene.input.MouseButton.PRIMARY)
                .moveBy(80, 0)
                .release(javafx.scene.input.MouseButton.PRIMARY);
        await("a range", () -> view.rangeProperty().get() != null);
        ActivationRange range = view.rangeProperty().get();
        assertThat(range.high() - range.low()).isBetween(1.2, 2.2);
        robot.moveTo(view).moveBy(120, 0).clickOn(javafx.scene.input.MouseButton.PRIMARY);
        await("no range", () -> view.rangeProperty().get() == null);
    }

    @Test
    void anotherLatentsHistogramDropsARangeBeyondItsEnd() {
        fx(() -> view.rangeProperty().set(new ActivationRange(5, 9)));
        fx(() -> view.histogramProperty().set(new Histogram(4, new long[] {3, 2, 1})));
        assertThat(view.rangeProperty().get()).isNull();
    }
}
