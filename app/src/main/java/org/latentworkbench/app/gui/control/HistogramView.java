package org.latentworkbench.app.gui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.plot.ActivationScale;

/**
 * A histogram of activations with a logarithmic height. Each bar carries the fill of its stop, so it is also the legend of the
 * scale; a brush with two grips chooses a range of activations.
 */
public final class HistogramView extends Region {
    static final double AXIS_LEFT = 40;
    private static final double AXIS_BOTTOM = 18;
    private static final double TOP = 10;
    private static final double GAP = 1;

    private final ObjectProperty<@Nullable Histogram> histogram = new SimpleObjectProperty<>(this, "histogram");
    private final Region plot = new Region();
    private final List<Region> bars = new ArrayList<>();
    private final List<Text> labels = new ArrayList<>();
    private final List<Region> lines = new ArrayList<>();
    private final HistogramBrush brush;

    /** An empty histogram. */
    public HistogramView() {
        getStyleClass().add("histogram");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        plot.getStyleClass().add("histogram-plot");
        brush = new HistogramBrush(this);
        getChildren().addAll(plot, brush.background());
        getChildren().addAll(brush.foreground());
        histogram.subscribe(this::rebuild);
    }

    private void rebuild(@Nullable Histogram data) {
        getChildren().removeAll(bars);
        getChildren().removeAll(labels);
        getChildren().removeAll(lines);
        bars.clear();
        labels.clear();
        lines.clear();
        if (data != null) {
            for (int i = 0; i < data.counts().length; i++) {
                Region bar = new Region();
                int stop = ActivationScale.stop((i + 0.5) * data.binWidth(), data.max());
                bar.getStyleClass().addAll("histogram-bar", Stops.first(stop));
                bar.setMouseTransparent(true);
                bars.add(bar);
            }
            setAccessibleText(String.format(
                    Locale.US, "Histogram of activations from 0 to %.2f, largest bin %,d", data.max(), data.largest()));
        }
        getChildren().addAll(2, bars);
        brush.reset(data == null ? 0 : data.max());
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return 102;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return 400;
    }

    double plotLeft() {
        return snappedLeftInset() + AXIS_LEFT;
    }

    double plotWidth() {
        return Math.max(1, getWidth() - plotLeft() - snappedRightInset() - 6);
    }

    double plotTop() {
        return snappedTopInset() + TOP;
    }

    double plotHeight() {
        return Math.max(1, getHeight() - plotTop() - snappedBottomInset() - AXIS_BOTTOM);
    }

    @Override
    protected void layoutChildren() {
        plot.resizeRelocate(plotLeft(), plotTop(), plotWidth(), plotHeight());
        Histogram data = histogram.get();
        getChildren().removeAll(labels);
        getChildren().removeAll(lines);
        labels.clear();
        lines.clear();
        if (data != null) {
            layoutBars(data);
            layoutHeights(data);
            layoutValues(data);
        }
        brush.layout();
    }

    private void layoutBars(Histogram data) {
        double each = plotWidth() / data.counts().length;
        for (int i = 0; i < bars.size(); i++) {
            double height = Math.round(plotHeight() * Histogram.logShare(data.counts()[i], data.decades()));
            double x = snapPositionX(plotLeft() + i * each);
            double end = snapPositionX(plotLeft() + (i + 1) * each);
            bars.get(i)
                    .resizeRelocate(
                            x, plotTop() + plotHeight() - height, Math.max(1, end - x - (each > 3 ? GAP : 0)), height);
        }
    }

    private void layoutHeights(Histogram data) {
        int step = Math.max(1, (int) Math.ceil(data.decades() / (plotHeight() / 18)));
        for (int decade = 0; decade <= data.decades(); decade += step) {
            double y = Math.round(plotTop()
                    + plotHeight()
                    - plotHeight()
                            * (decade == 0 ? 0 : Histogram.logShare(Math.round(Math.pow(10, decade)), data.decades())));
            Region line = new Region();
            line.getStyleClass().add(decade == 0 ? "axis-line" : "grid-line");
            line.setMouseTransparent(true);
            line.resizeRelocate(plotLeft(), y, plotWidth(), 1);
            lines.add(line);
            Text label = label(Ticks.power(decade));
            label.setX(plotLeft() - 8 - label.getLayoutBounds().getWidth());
            label.setY(y);
        }
        getChildren().addAll(1, lines);
    }

    private void layoutValues(Histogram data) {
        double step = Ticks.step(data.max(), (int) Math.max(1, plotWidth() / 56));
        Text end = label(String.format(Locale.US, "max %.2f", data.max()));
        double endX = plotLeft() + plotWidth() - end.getLayoutBounds().getWidth();
        double y = plotTop() + plotHeight() + AXIS_BOTTOM / 2 + 2;
        end.setX(endX);
        end.setY(y);
        for (int i = 0; i * step <= data.max(); i++) {
            double x = xOf(i * step);
            Text label = label(Ticks.label(i * step, step));
            double width = label.getLayoutBounds().getWidth();
            label.setX(Math.round(x - width / 2));
            label.setY(y);
            if (x + width / 2 + 8 > endX) {
                label.setVisible(false);
            }
        }
        getChildren().addAll(labels);
    }

    private Text label(String string) {
        Text text = new Text(string);
        text.getStyleClass().add("axis-text");
        text.setTextOrigin(VPos.CENTER);
        text.setManaged(false);
        text.setMouseTransparent(true);
        labels.add(text);
        getChildren().add(text); // styled before it is measured
        text.applyCss();
        getChildren().remove(text);
        return text;
    }

    double xOf(double activation) {
        Histogram data = histogram.get();
        return plotLeft() + (data == null ? 0 : plotWidth() * activation / data.max());
    }

    double activationAt(double x) {
        Histogram data = histogram.get();
        return data == null ? 0 : Math.clamp((x - plotLeft()) / plotWidth(), 0, 1) * data.max();
    }

    double binWidth() {
        Histogram data = histogram.get();
        return data == null ? 0 : data.binWidth();
    }

    double max() {
        Histogram data = histogram.get();
        return data == null ? 0 : data.max();
    }

    /** The counts shown; null for an empty plot. */
    public ObjectProperty<@Nullable Histogram> histogramProperty() {
        return histogram;
    }

    /** The chosen range; null when nothing is brushed. Changes while a grip is dragged. */
    public ObjectProperty<@Nullable ActivationRange> rangeProperty() {
        return brush.range;
    }
}
