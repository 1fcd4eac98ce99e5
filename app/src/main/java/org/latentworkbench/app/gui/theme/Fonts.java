package org.latentworkbench.app.gui.theme;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import javafx.scene.text.Font;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The font families of the window. Inter and JetBrains Mono come with the program; where they are missing the system's
 * own families do.
 *
 * @param sans running text
 * @param mono code and figures
 */
public record Fonts(String sans, String mono) {
    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);
    private static final String INTER = "/com/formdev/flatlaf/fonts/inter/Inter-";
    private static final String MONO = "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-";

    /** Loads the fonts that came with the program. */
    static Fonts load() {
        return new Fonts(
                family(List.of(INTER + "Regular.otf", INTER + "SemiBold.otf", INTER + "Italic.otf"), "System"),
                family(List.of(MONO + "Regular.ttf", MONO + "Bold.ttf"), "Monospaced"));
    }

    private static String family(List<String> resources, String otherwise) {
        String family = otherwise;
        for (String resource : resources.reversed()) {
            try (InputStream in = Fonts.class.getResourceAsStream(resource)) {
                Font font = in == null ? null : Font.loadFont(in, 13);
                if (font == null) {
                    return otherwise;
                }
                family = font.getFamily();
            } catch (IOException e) {
                LOG.warn("cannot read the font {}", resource, e);
                return otherwise;
            }
        }
        return family;
    }
}
