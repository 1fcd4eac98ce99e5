package org.latentworkbench.app.gui.theme;

import java.io.ByteArrayInputStream;
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
 * @param sans running text, with figures of equal width
 * @param mono code
 */
record Fonts(String sans, String mono) {
    private static final Logger LOG = LoggerFactory.getLogger(Fonts.class);
    private static final String INTER = "/com/formdev/flatlaf/fonts/inter/Inter-";
    private static final String MONO = "/com/formdev/flatlaf/fonts/jetbrains_mono/JetBrainsMono-";
    private static final String FAMILY = "Workbench Sans";

    private record Face(String resource, boolean bold, boolean italic) {}

    /** Loads the fonts that came with the program. */
    static Fonts load() {
        List<Face> faces = List.of(
                new Face(INTER + "Regular.otf", false, false),
                new Face(INTER + "SemiBold.otf", true, false),
                new Face(INTER + "Italic.otf", false, true));
        boolean sans = faces.stream().allMatch(Fonts::loadTabular);
        boolean mono = loadAsIs(MONO + "Regular.ttf") && loadAsIs(MONO + "Bold.ttf");
        return new Fonts(sans ? FAMILY : "System", mono ? "JetBrains Mono" : "Monospaced");
    }

    private static boolean loadTabular(Face face) {
        try (InputStream in = Fonts.class.getResourceAsStream(face.resource())) {
            if (in == null) {
                return false;
            }
            byte[] font = TabularFigures.apply(in.readAllBytes(), FAMILY, face.bold(), face.italic());
            return Font.loadFont(new ByteArrayInputStream(font), 13) != null;
        } catch (IOException | IndexOutOfBoundsException e) {
            LOG.warn("cannot use the font {}", face.resource(), e);
            return false;
        }
    }

    private static boolean loadAsIs(String resource) {
        try (InputStream in = Fonts.class.getResourceAsStream(resource)) {
            return in != null && Font.loadFont(in, 13) != null;
        } catch (IOException e) {
            LOG.warn("cannot read the font {}", resource, e);
            return false;
        }
    }
}
