package org.latentworkbench.app.gui.control;

import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/** Widths of short texts, remembered: tokens repeat, and measuring is the dear part of laying text out. */
final class TextMeasure {
    private static final int REMEMBERED = 8192;

    private final Text probe = new Text();
    private Font font = Font.getDefault();
    private Font markFont = Font.getDefault();
    private final Map<String, Double> widths = remembered();
    private final Map<String, Double> markWidths = remembered();
    private double space = Double.NaN;

    /** Sets the fonts of running text and of marks; widths of other fonts are forgotten. */
    void fonts(Font newFont, Font newMarkFont) {
        if (!newFont.equals(font)) {
            font = newFont;
            widths.clear();
            space = Double.NaN;
        }
        if (!newMarkFont.equals(markFont)) {
            markFont = newMarkFont;
            markWidths.clear();
        }
    }

    double width(String text, boolean mark) {
        return mark
                ? markWidths.computeIfAbsent(text, t -> measure(t, markFont))
                : widths.computeIfAbsent(text, t -> measure(t, font));
    }

    /** The advance of one blank; measured between letters because a lone blank has no bounds. */
    double space() {
        if (Double.isNaN(space)) {
            space = measure("n n", font) - measure("nn", font);
        }
        return space;
    }

    private double measure(String text, Font with) {
        probe.setFont(with);
        probe.setText(text);
        return probe.getLayoutBounds().getWidth();
    }

    private static Map<String, Double> remembered() {
        return new LinkedHashMap<>(256, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Double> eldest) {
                return size() > REMEMBERED;
            }
        };
    }
}
