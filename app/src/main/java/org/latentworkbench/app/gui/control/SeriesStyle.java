package org.latentworkbench.app.gui.control;

/** How the lines of a plot differ: always by colour, dash and mark at once, so that no eye depends on colour. */
public enum SeriesStyle {
    /** The first. */
    FIRST("-color-accent-fg", Mark.CIRCLE),
    /** The second. */
    SECOND("-lw-act-9", Mark.TRIANGLE, 2, 3),
    /** The third. */
    THIRD("-color-fg-subtle", Mark.SQUARE, 5, 4),
    /** The fourth. */
    FOURTH("-lw-alt-9", Mark.DIAMOND, 6, 3, 1.5, 3);

    /** What stands beside the name and at single points. */
    public enum Mark {
        /** A disc. */
        CIRCLE,
        /** A triangle that points up. */
        TRIANGLE,
        /** A square. */
        SQUARE,
        /** A square on its corner. */
        DIAMOND
    }

    private final String colour;
    private final Mark mark;
    private final double[] dashes;

    SeriesStyle(String colour, Mark mark, double... dashes) {
        this.colour = colour;
        this.mark = mark;
        this.dashes = dashes;
    }

    /** The theme's variable of its colour. */
    public String colour() {
        return colour;
    }

    /** Its mark. */
    public Mark mark() {
        return mark;
    }

    /** Lengths of dashes and gaps; empty for a solid line. */
    public double[] dashes() {
        return dashes.clone();
    }

    /** The style of the n-th series from 0; they repeat. */
    public static SeriesStyle nth(int n) {
        return values()[Math.floorMod(n, values().length)];
    }
}
