package org.latentworkbench.app.gui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The style sheets as text, with every length multiplied by the font scale: JavaFX has no unit that does it. */
final class StyleSheets {
    private static final List<String> SHARED = List.of(
            "workbench.css", "control.css", "shell.css", "train.css", "data.css", "views.css", "playground.css");
    private static final Pattern LENGTH = Pattern.compile("(?<![\\w#.-])(\\d+(?:\\.\\d+)?)px");
    /** Hairlines stay hairlines, whatever the scale. */
    private static final double HAIRLINE = 2;

    private StyleSheets() {}

    /** Primer as text. */
    static String primer(boolean dark) {
        return read("/atlantafx/base/theme/primer-" + (dark ? "dark" : "light") + ".css");
    }

    /** The colours of our own. */
    static String colours(boolean dark) {
        return read(dark ? "dark.css" : "light.css");
    }

    /** Colours, fonts and all sheets of ours in one, ready to be set on a scene. */
    static String workbench(boolean dark, double scale, Fonts fonts) {
        StringBuilder css = new StringBuilder(colours(dark));
        css.append(".root{-fx-font-family:\"").append(fonts.sans()).append("\";}\n");
        for (String sheet : SHARED) {
            css.append(scaled(read(sheet), scale)).append('\n');
        }
        return css.toString().replace("-lw-mono", '"' + fonts.mono() + '"');
    }

    /** Multiplies every length of more than a hairline. */
    static String scaled(String css, double scale) {
        if (scale == 1) {
            return css;
        }
        return LENGTH.matcher(css).replaceAll(found -> {
            double pixels = Double.parseDouble(found.group(1));
            return pixels < HAIRLINE
                    ? Matcher.quoteReplacement(found.group())
                    : String.format(Locale.ROOT, "%.2fpx", pixels * scale);
        });
    }

    /** A sheet that need not lie in a file. */
    static String url(String css) {
        return "data:text/css;charset=UTF-8;base64,"
                + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
    }

    private static String read(String resource) {
        try (InputStream in = StyleSheets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The style sheet " + resource + " is missing from the program.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
