package org.latentworkbench.app.gui.theme;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;

/**
 * The looked-up colours of the style sheets for what is drawn on a canvas, so that each colour is written once.
 *
 * @param dark whether these are the colours of the dark theme
 */
public record Palette(boolean dark, Map<String, Color> colours) {
    private static final Pattern DEFINITION = Pattern.compile("(-(?:lw|color)-[\\w-]+):\\s*([^;]+);");
    private static final int HIGH = 6;

    /** @param colours colour by variable name; copied */
    public Palette {
        colours = Map.copyOf(colours);
    }

    static Palette of(boolean dark) {
        Map<String, Color> colours = new HashMap<>();
        collect(StyleSheets.primer(dark), colours);
        collect(StyleSheets.colours(dark), colours);
        return new Palette(dark, colours);
    }

    /**
     * A colour of the theme.
     *
     * @param variable its name in the style sheets, for example {@code "-color-fg-muted"} or {@code "-lw-edge"}
     */
    public Color colour(String variable) {
        Color colour = colours.get(variable);
        if (colour == null) {
            throw new IllegalArgumentException("The theme has no colour " + variable + ".");
        }
        return colour;
    }

    /** A colour of the theme as non-premultiplied ARGB. */
    public int argb(String variable) {
        Color colour = colour(variable);
        return channel(colour.getOpacity()) << 24
                | channel(colour.getRed()) << 16
                | channel(colour.getGreen()) << 8
                | channel(colour.getBlue());
    }

    private static int channel(double share) {
        return (int) Math.round(255 * share);
    }

    /** The fill of an activation at a stop from 0 to 9. */
    public Color activation(int stop) {
        return colour("-lw-act-" + stop);
    }

    /** The fill of the second latent, or of a negative value, at a stop from 0 to 9. */
    public Color second(int stop) {
        return colour("-lw-alt-" + stop);
    }

    /** The colour of text on a stop of either scale. */
    public Color onStop(int stop) {
        return stop == 0 ? colour("-color-fg-default") : colour(stop < HIGH ? "-lw-on-low" : "-lw-on-high");
    }

    private static void collect(String css, Map<String, Color> into) {
        Matcher matcher = DEFINITION.matcher(css);
        while (matcher.find()) {
            String value = matcher.group(2).strip();
            Color colour = value.startsWith("-") ? into.get(value) : parse(value);
            if (colour != null) {
                into.putIfAbsent(matcher.group(1), colour);
            }
        }
    }

    private static @org.jspecify.annotations.Nullable Color parse(String value) {
        try {
            return Color.web(value);
        } catch (IllegalArgumentException e) {
            return null; // a gradient or a border style: not a colour
        }
    }
}
