package org.latentworkbench.app.gui.tree;

/**
 * Where columns and rows stand in the drawing, in pixels.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param levels number of columns
 * @param scale 1 for text of 13 pixels
 */
record TreeGeometry(double width, double height, int levels, double scale) {
    private static final double LEFT = 46;
    private static final double RIGHT = 92;
    private static final double HEAD = 44;
    private static final double FOOT = 14;
    private static final double ROW = 24;

    double x(int level) {
        double room = Math.max(1, width - (LEFT + RIGHT) * scale);
        return LEFT * scale + (levels <= 1 ? 0 : room * (level - 1) / (levels - 1));
    }

    /** The upper edge of the forest, below the names of the levels. */
    double top() {
        return HEAD * scale;
    }

    double forestHeight() {
        return Math.max(1, height - top() - FOOT * scale);
    }

    double y(TreeCamera camera, double y) {
        return top() + camera.toView(y, forestHeight());
    }

    /** The height of a row of the branch in view. */
    double row() {
        return ROW * scale;
    }

    /** How many rows of a branch fit. */
    int room() {
        return (int) Math.max(3, (branchBottom() - top()) / row() - 1);
    }

    /** The lowest place of a node of the branch: above the overview and the zoom buttons. */
    double branchBottom() {
        return Math.max(top() + row(), height - 60 * scale);
    }

    /** The zoom at which all rows of a forest can be told apart. */
    double mostZoom(int rows) {
        return Math.max(1, rows * row() / forestHeight());
    }

    /** The column nearest to an x. */
    int levelAt(double x) {
        int best = 1;
        for (int level = 2; level <= levels; level++) {
            if (Math.abs(x(level) - x) < Math.abs(x(best) - x)) {
                best = level;
            }
        }
        return best;
    }
}
