package org.latentworkbench.app.gui.control;

import java.util.function.DoubleFunction;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** A slider with its name at the left and its value at the right; linear or by powers of ten. */
public final class ValueSlider extends HBox {
    private final DoubleProperty value;
    private final Slider slider;

    private ValueSlider(
            String name, Slider slider, double initial, DoubleFunction<String> format, boolean logarithmic) {
        this.slider = slider;
        value = new SimpleDoubleProperty(this, "value", initial);
        getStyleClass().add("value-slider");
        setAlignment(Pos.CENTER_LEFT);
        Label caption = new Label(name);
        caption.getStyleClass().add("muted");
        caption.setMinWidth(Region.USE_PREF_SIZE);
        Label shown = new Label();
        shown.getStyleClass().addAll("slider-value", "figures");
        shown.setMinWidth(Region.USE_PREF_SIZE);
        slider.setAccessibleText(name);
        slider.valueProperty().subscribe(position -> {
            double now = position.doubleValue();
            if (logarithmic) {
                value.set(now <= slider.getMin() ? 0 : Math.pow(10, now));
            } else {
                value.set(now);
            }
        });
        value.subscribe(now -> {
            double v = now.doubleValue();
            shown.setText(format.apply(v));
            double position = logarithmic ? v <= 0 ? slider.getMin() : Math.log10(v) : v;
            if (Math.abs(position - slider.getValue()) > 1e-9) {
                slider.setValue(position);
            }
        });
        getChildren().addAll(caption, slider, shown);
    }

    /** A slider from {@code low} to {@code high} in steps of {@code step} by the keys. */
    public static ValueSlider linear(
            String name, double low, double high, double step, double initial, DoubleFunction<String> format) {
        Slider slider = new Slider(low, high, initial);
        slider.setBlockIncrement(step);
        return new ValueSlider(name, slider, initial, format, false);
    }

    /** A slider by powers of ten; its left end means 0. */
    public static ValueSlider logarithmic(
            String name, double lowExponent, double highExponent, double initial, DoubleFunction<String> format) {
        double start = initial <= 0 ? lowExponent : Math.log10(initial);
        Slider slider = new Slider(lowExponent, highExponent, start);
        slider.setBlockIncrement(0.25);
        return new ValueSlider(name, slider, initial, format, true);
    }

    /** Explains what the value does. */
    public ValueSlider explain(String text) {
        Tooltip.install(this, new Tooltip(text));
        slider.setAccessibleHelp(text);
        return this;
    }

    /** The value; on a slider by powers of ten 0 is the left end. */
    public DoubleProperty valueProperty() {
        return value;
    }
}
