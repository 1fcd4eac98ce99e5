package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import javafx.geometry.Insets;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.theme.ThemeMode;

/** Pictures of every control in both themes, to be looked at; and that they can be laid out at all. */
class ControlGalleryTest extends FxTest {
    @ParameterizedTest
    @EnumSource(
            value = ThemeMode.class,
            names = {"LIGHT", "DARK"})
    void everyControlIsDrawn(ThemeMode mode) {
        Parent gallery = fxGet(ControlGalleryTest::gallery);
        Path picture = snapshot("controls-" + mode.name().toLowerCase(), gallery, 640, 760, theme(mode));
        assertThat(picture).exists();
    }

    private static Parent gallery() {
        StripList strips = new StripList(40);
        strips.showStrips(List.of(
                strip(
                        "Once there was a wise| queen| who lived by the sea.| Each night| she| lit a lamp so that the"
                                + " boats could come home and the children could sleep.\n",
                        4.02,
                        0),
                strip(
                        "Ben did not want to share. His friend| Lily| was sad. It is my kite, he said, but then| she|"
                                + " showed him how to mend the tail.",
                        9.42,
                        0),
                strip("The mother| said| to the| girl| and| her| sister| that they could go", 1, 3)));
        strips.setPrefHeight(220);
        HistogramView histogram = new HistogramView();
        long[] counts = new long[50];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = Math.round(40_000 * Math.exp(-i / 6.0) + 4000 * Math.exp(-Math.pow((i - 34) / 7.0, 2)));
        }
        histogram.histogramProperty().set(new Histogram(9.42, counts));
        histogram.rangeProperty().set(new ActivationRange(2.6, 4.2));
        StatisticStrip statistics = new StatisticStrip();
        statistics.show(List.of(
                new StatisticStrip.Statistic("density", "0.0241", "share of tokens"),
                new StatisticStrip.Statistic("tokens firing", "112,604", "count"),
                new StatisticStrip.Statistic("mean when on", "1.87", "mean"),
                new StatisticStrip.Statistic("max", "9.42", "max"),
                new StatisticStrip.Statistic("decoder norm", "1.00", "norm")));
        QueryEditor editor = new QueryEditor();
        editor.setPrefHeight(110);
        editor.textProperty().set("# girls who speak\nname = ( Lily| Sue| Mia| Anna)\n[name] said cat+");
        editor.showError(51, 5);
        HBox row = new HBox(
                16,
                new SegmentedControl<>(List.of("Pattern", "Text in contexts", "Labels"), s -> s),
                ValueSlider.linear("score", 0.3, 1, 0.05, 0.7, v -> String.format("≥ %.2f", v)),
                ValueSlider.logarithmic("min density", -6, -1, 1e-4, v -> String.format("%.0e", v)));
        FilterField filter = new FilterField("contains");
        FilterField active = new FilterField("min");
        active.setText("> 0.0005");
        VBox box = new VBox(12, statistics, histogram, strips, editor, row, new HBox(8, filter, active));
        box.setPadding(new Insets(16));
        return box;
    }

    private static StripContent strip(String text, double lead, int ring) {
        List<String> texts = new ArrayList<>();
        List<Float> values = new ArrayList<>();
        float value = 8;
        String[] parts = text.split("\\|");
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                texts.add(parts[i]);
                values.add(value);
                value -= 2.5f;
                continue;
            }
            for (String word : parts[i].splitWithDelimiters(" ", 0)) {
                if (word.equals(" ")) {
                    continue;
                }
                if (!word.isEmpty()) {
                    texts.add(texts.isEmpty() ? word : " " + word);
                    values.add(0f);
                }
            }
        }
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = Math.max(0, values.get(i));
        }
        int focus = 0;
        for (int i = 0; i < array.length; i++) {
            focus = array[i] > array[focus] ? i : focus;
        }
        BitSet rings = new BitSet();
        BitSet lines = new BitSet();
        if (ring > 0) {
            rings.set(ring - 1);
            lines.set(ring - 2, ring);
            rings.set(focus);
        }
        float[] second = new float[array.length];
        if (ring > 0) {
            second[focus] = 1;
            second[ring - 1] = 0.5f;
        }
        StripContent content = StripContent.shaded(texts, array, 8.5, focus)
                .withLead(lead)
                .at(1204, 17)
                .withMarks(lines, rings);
        return ring > 0 ? content.withSecond(second, 1) : content;
    }
}
