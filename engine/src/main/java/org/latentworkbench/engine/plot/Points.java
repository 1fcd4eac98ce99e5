package org.latentworkbench.engine.plot;

/**
 * Places in the plane. The arrays are owned by this record and of equal length.
 *
 * @param x first coordinates
 * @param y second coordinates; NaN breaks a line
 */
public record Points(double[] x, double[] y) {
    /** Checks that there are as many y as x. */
    public Points {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x and " + y.length + " y");
        }
    }

    /** Number of places. */
    public int size() {
        return x.length;
    }

    /**
     * A line that looks the same on a screen and has at most four points per column: the first, the lowest, the highest
     * and the last of those that fall into it, in their order. Spikes survive.
     *
     * @param scale of x; x ascends
     * @param columns pixels of the axis
     */
    public Points thinned(Scale scale, int columns) {
        if (x.length <= 4L * columns) {
            return this;
        }
        int[] kept = new int[x.length];
        int size = 0;
        for (int from = 0; from < x.length; ) {
            double column = Math.floor(scale.toUnit(x[from]) * columns);
            int to = from;
            int low = from;
            int high = from;
            while (to < x.length && Math.floor(scale.toUnit(x[to]) * columns) == column) {
                low = y[to] < y[low] || Double.isNaN(y[low]) ? to : low;
                high = y[to] > y[high] || Double.isNaN(y[high]) ? to : high;
                to++;
            }
            to = Math.max(to, from + 1);
            for (int index : new int[] {from, Math.min(low, high), Math.max(low, high), to - 1}) {
                if (size == 0 || kept[size - 1] < index) {
                    kept[size++] = index;
                }
            }
            from = to;
        }
        double[] thinX = new double[size];
        double[] thinY = new double[size];
        for (int i = 0; i < size; i++) {
            thinX[i] = x[kept[i]];
            thinY[i] = y[kept[i]];
        }
        return new Points(thinX, thinY);
    }
}
