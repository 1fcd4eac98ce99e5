package org.latentworkbench.app.gui.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import org.latentworkbench.app.gui.theme.Theme;

/** A plot's shapes as an SVG file. */
final class PlotSvg {
    private PlotSvg() {}

    static String write(List<PlotShape> shapes, double width, double height, Theme theme) {
        StringBuilder svg = new StringBuilder(number(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\""
                        + " font-family=\"Inter, sans-serif\">\n",
                width, height));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"")
                .append(hex(theme, "-color-bg-default"))
                .append("\"/>\n");
        for (PlotShape shape : shapes) {
            svg.append(
                    switch (shape) {
                        case PlotShape.Path path -> path(path, theme);
                        case PlotShape.Text text ->
                            number(
                                            "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%.1f\" dominant-baseline=\"central\"",
                                            text.x(), text.y(), theme.px(text.size()))
                                    + " text-anchor=\""
                                    + (text.anchor() == 0 ? "start" : text.anchor() == 1 ? "end" : "middle")
                                    + "\"" + (text.strong() ? " font-weight=\"600\"" : "") + " fill=\""
                                    + hex(theme, text.colour()) + "\">" + escaped(text.text()) + "</text>\n";
                        case PlotShape.Dot dot ->
                            number("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"", dot.x(), dot.y(), dot.radius())
                                    + " fill=\"" + hex(theme, dot.colour()) + "\"/>\n";
                    });
        }
        return svg.append("</svg>\n").toString();
    }

    private static String path(PlotShape.Path path, Theme theme) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < path.x().length; i++) {
            points.append(number("%.1f,%.1f ", path.x()[i], path.y()[i]));
        }
        String dashes = Arrays.stream(path.dashes())
                .mapToObj(length -> number("%.1f", length))
                .collect(Collectors.joining(" "));
        return "<polyline fill=\"none\" stroke=\"" + hex(theme, path.colour())
                + number("\" stroke-opacity=\"%.2f\" stroke-width=\"%.2f\"", path.opacity(), path.width())
                + (dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"") + " points=\""
                + points.toString().strip() + "\"/>\n";
    }

    private static String number(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }

    private static String hex(Theme theme, String variable) {
        Color colour = theme.palette().colour(variable);
        return String.format(
                Locale.ROOT,
                "#%02x%02x%02x",
                Math.round(255 * colour.getRed()),
                Math.round(255 * colour.getGreen()),
                Math.round(255 * colour.getBlue()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
