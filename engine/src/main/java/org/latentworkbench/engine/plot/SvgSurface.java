package org.latentworkbench.engine.plot;

import java.util.Base64;
import java.util.Locale;

/** Writes what is drawn as an SVG 1.1 document. */
public final class SvgSurface implements Surface {
    private final StringBuilder body = new StringBuilder();
    private final double width;
    private final double height;
    private final String font;

    /**
     * An empty picture.
     *
     * @param width in pixels
     * @param height in pixels
     * @param font CSS font families, for example {@code "Inter, sans-serif"}
     * @param background ARGB
     */
    public SvgSurface(double width, double height, String font, int background) {
        this.width = width;
        this.height = height;
        this.font = font;
        rectangle(0, 0, width, height, 0, background);
    }

    /** The document. */
    public String document() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\""
                + number(width) + "\" height=\"" + number(height) + "\" viewBox=\"0 0 " + number(width) + " "
                + number(height) + "\" font-family=\"" + escaped(font) + "\">\n" + body + "</svg>\n";
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        element("line", "x1", number(x1), "y1", number(y1), "x2", number(x2), "y2", number(y2), stroke(stroke));
    }

    @Override
    public void polyline(Points points, Stroke stroke) {
        var path = new StringBuilder();
        boolean down = false;
        for (int i = 0; i < points.size(); i++) {
            double x = points.x()[i];
            double y = points.y()[i];
            if (Double.isFinite(x) && Double.isFinite(y)) {
                path.append(down ? 'L' : 'M').append(number(x)).append(' ').append(number(y));
                down = true;
            } else {
                down = false;
            }
        }
        element("path", "d", path.toString(), "fill", "none", stroke(stroke));
    }

    @Override
    public void curve(double x1, double y1, double x2, double y2, Stroke stroke) {
        String middle = number((x1 + x2) / 2);
        String path = "M" + number(x1) + " " + number(y1) + "C" + middle + " " + number(y1) + " " + middle + " "
                + number(y2) + " " + number(x2) + " " + number(y2);
        element("path", "d", path, "fill", "none", stroke(stroke));
    }

    @Override
    public void polygon(Points points, int fill) {
        var path = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            path.append(number(points.x()[i]))
                    .append(',')
                    .append(number(points.y()[i]))
                    .append(' ');
        }
        element("polygon", "points", path.toString().strip(), paint("fill", fill));
    }

    @Override
    public void rectangle(double x, double y, double w, double h, double radius, int fill) {
        String corner = radius > 0 ? " rx=\"" + number(radius) + "\"" : "";
        element(
                "rect",
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(w),
                "height",
                number(h),
                corner + paint("fill", fill));
    }

    @Override
    public void circle(double x, double y, double radius, int fill, Stroke outline) {
        element("circle", "cx", number(x), "cy", number(y), "r", number(radius), paint("fill", fill) + stroke(outline));
    }

    @Override
    public void text(double x, double y, String text, double size, boolean bold, int fill, Anchor anchor) {
        String weight = bold ? " font-weight=\"600\"" : "";
        written("x=\"" + number(x) + "\" y=\"" + number(y) + "\"" + weight, text, size, fill, anchor);
    }

    @Override
    public void textUpwards(double x, double y, String text, double size, int fill) {
        String place = "transform=\"translate(" + number(x) + " " + number(y) + ") rotate(-90)\"";
        written(place, text, size, fill, Anchor.MIDDLE);
    }

    @Override
    public void image(double x, double y, double w, double h, Raster raster) {
        element(
                "image",
                "x",
                number(x),
                "y",
                number(y),
                "width",
                number(w),
                "height",
                number(h),
                " xlink:href=\"data:image/png;base64," + Base64.getEncoder().encodeToString(Png.encode(raster)) + "\"");
    }

    private void written(String place, String text, double size, int fill, Anchor anchor) {
        body.append("<text ")
                .append(place)
                .append(" font-size=\"")
                .append(number(size))
                .append('"');
        if (anchor != Anchor.START) {
            body.append(" text-anchor=\"")
                    .append(anchor == Anchor.MIDDLE ? "middle" : "end")
                    .append('"');
        }
        body.append(" xml:space=\"preserve\"").append(paint("fill", fill)).append('>');
        body.append(escaped(text)).append("</text>\n");
    }

    /** Names and values in turn; a last one alone is written as it is. */
    private void element(String name, String... attributes) {
        body.append('<').append(name);
        for (int i = 0; i + 1 < attributes.length; i += 2) {
            body.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(attributes[i + 1])
                    .append('"');
        }
        if (attributes.length % 2 == 1) {
            body.append(attributes[attributes.length - 1]);
        }
        body.append("/>\n");
    }

    private static String stroke(Stroke stroke) {
        if (stroke.argb() >>> 24 == 0 || stroke.width() == 0) {
            return "";
        }
        var text = new StringBuilder(paint("stroke", stroke.argb()))
                .append(" stroke-width=\"")
                .append(number(stroke.width()))
                .append('"');
        if (stroke.dash().length > 0) {
            text.append(" stroke-dasharray=\"");
            for (int i = 0; i < stroke.dash().length; i++) {
                text.append(i == 0 ? "" : " ").append(number(stroke.dash()[i]));
            }
            text.append('"');
        }
        return text.toString();
    }

    private static String paint(String attribute, int argb) {
        int alpha = argb >>> 24;
        if (alpha == 0) {
            return " " + attribute + "=\"none\"";
        }
        String colour = String.format(Locale.ROOT, " %s=\"#%06X\"", attribute, argb & 0xFFFFFF);
        return alpha == 255 ? colour : colour + " " + attribute + "-opacity=\"" + number(alpha / 255.0) + "\"";
    }

    /** At most two decimals, so that files stay small. */
    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "0";
        }
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** Text as XML; characters that XML does not have become U+FFFD. */
    private static String escaped(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\t', '\n', '\r' -> out.appendCodePoint(c);
                default ->
                    out.appendCodePoint(
                            c < 0x20 || c == 0xFFFE || c == 0xFFFF || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c);
            }
        });
        return out.toString();
    }
}
