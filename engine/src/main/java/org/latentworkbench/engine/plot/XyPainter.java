package org.latentworkbench.engine.plot;

/** Draws one plot on one surface: frame, grid, lines thinned to pixels, marks, names at the right ends. */
final class XyPainter {
    private static final double LEFT = 56;
    private static final double RIGHT = 88;
    private static final double TOP = 12;
    private static final double BOTTOM = 40;
    private static final double SMALL = 11;
    private static final double PIXELS_PER_TICK = 72;
    private static final double MARK = 3.5;
    private static final int NOTHING = 0;

    private final XyPlot plot;
    private final Surface surface;
    private final double left;
    private final double right;
    private final double top;
    private final double bottom;
    private final XyPlot.Look look;

    XyPainter(XyPlot plot, Surface surface, double width, double height, XyPlot.Look look) {
        this.plot = plot;
        this.surface = surface;
        this.left = LEFT;
        this.right = Math.max(LEFT + 1, width - RIGHT);
        this.top = TOP;
        this.bottom = Math.max(TOP + 1, height - BOTTOM);
        this.look = look;
    }

    void paint() {
        axes();
        for (XyPlot.Series series : plot.series()) {
            line(series);
            marks(series);
            name(series);
        }
    }

    private void axes() {
        Stroke grid = Stroke.solid(look.grid(), 1);
        Scale y = plot.y().scale();
        for (Tick tick : y.ticks(wanted(bottom - top))) {
            double at = placeY(tick.value());
            surface.line(left, at, right, at, grid);
            surface.text(left - 8, at + SMALL * 0.35, tick.label(), SMALL, false, look.text(), Surface.Anchor.END);
        }
        Scale x = plot.x().scale();
        for (Tick tick : x.ticks(wanted(right - left))) {
            surface.text(
                    placeX(tick.value()), bottom + 16, tick.label(), SMALL, false, look.text(), Surface.Anchor.MIDDLE);
        }
        surface.line(left, bottom, right, bottom, Stroke.solid(look.axis(), 1));
        double middle = (left + right) / 2;
        surface.text(middle, bottom + 34, plot.x().title(), SMALL, false, look.text(), Surface.Anchor.MIDDLE);
        surface.textUpwards(12, (top + bottom) / 2, plot.y().title(), SMALL, look.text());
    }

    private static int wanted(double pixels) {
        return (int) Math.max(2, pixels / PIXELS_PER_TICK);
    }

    private void line(XyPlot.Series series) {
        if (series.stroke().argb() >>> 24 == 0) {
            return;
        }
        Points thin = series.points().thinned(plot.x().scale(), (int) Math.ceil(right - left));
        double[] x = new double[thin.size()];
        double[] y = new double[thin.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = placeX(thin.x()[i]);
            y[i] = placeY(thin.y()[i]);
        }
        surface.polyline(new Points(x, y), series.stroke());
    }

    private void marks(XyPlot.Series series) {
        int colour = series.stroke().argb() | 0xFF000000;
        for (int i = 0; i < series.points().size() && series.mark() != XyPlot.Mark.NONE; i++) {
            double x = placeX(series.points().x()[i]);
            double y = placeY(series.points().y()[i]);
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                continue;
            }
            switch (series.mark()) {
                case NONE -> {}
                case CIRCLE -> surface.circle(x, y, MARK, colour, Stroke.solid(NOTHING, 0));
                case TRIANGLE -> surface.polygon(shape(x, y - MARK, x + MARK, y + MARK, x - MARK, y + MARK), colour);
                case SQUARE -> surface.rectangle(x - MARK, y - MARK, 2 * MARK, 2 * MARK, 0, colour);
                case DIAMOND -> surface.polygon(shape(x, y - MARK, x + MARK, y, x, y + MARK, x - MARK, y), colour);
            }
        }
    }

    /** Corners given as x and y in turn. */
    private static Points shape(double... corners) {
        double[] x = new double[corners.length / 2];
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = corners[2 * i];
            y[i] = corners[2 * i + 1];
        }
        return new Points(x, y);
    }

    private void name(XyPlot.Series series) {
        int last = series.points().size() - 1;
        if (last < 0 || series.name().isEmpty()) {
            return;
        }
        double x = placeX(series.points().x()[last]);
        double y = placeY(series.points().y()[last]);
        if (Double.isFinite(x) && Double.isFinite(y)) {
            surface.text(x + 8, y + SMALL * 0.35, series.name(), SMALL, false, look.text(), Surface.Anchor.START);
        }
    }

    private double placeX(double value) {
        return left + plot.x().scale().toUnit(value) * (right - left);
    }

    private double placeY(double value) {
        double unit = plot.y().scale().toUnit(value);
        return Double.isFinite(unit) ? bottom - unit * (bottom - top) : Double.NaN;
    }
}
