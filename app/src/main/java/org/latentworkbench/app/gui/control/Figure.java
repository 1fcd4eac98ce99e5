package org.latentworkbench.app.gui.control;

import org.latentworkbench.app.gui.theme.Palette;
import org.latentworkbench.engine.plot.Surface;

/** Something drawn from numbers, on a canvas or into a file. */
public interface Figure {
    /** What it shows, for those who do not see it. */
    String title();

    /**
     * Draws itself.
     *
     * @param width in pixels
     * @param height in pixels
     * @param scale pixels per pixel of the design
     */
    void draw(Surface surface, double width, double height, double scale, Palette palette);

    /** Its numbers as text with tabs. */
    String asTable();
}
