package org.latentworkbench.engine.plot;

import java.util.Arrays;

/**
 * An image of non-premultiplied ARGB pixels, row by row from the top. Points by the million are drawn into it off the
 * user interface's thread.
 */
public final class Raster {
    private static final int MAX_PIXELS = 1 << 28;

    private final int width;
    private final int height;
    private final int[] pixels;

    private Raster(int width, int height) {
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException(width + " x " + height + " pixels");
        }
        this.width = width;
        this.height = height;
        pixels = new int[width * height];
    }

    /** Width in pixels. */
    public int width() {
        return width;
    }

    /** Height in pixels. */
    public int height() {
        return height;
    }

    /** The pixels; owned by the raster. */
    public int[] pixels() {
        return pixels;
    }

    /** A transparent image whose pixels the caller fills. */
    public static Raster blank(int width, int height) {
        return new Raster(width, height);
    }

    /**
     * How many points fall on each pixel, as colours of a palette on a logarithmic scale; pixels without points stay
     * transparent.
     *
     * @param palette ARGB colours from one point to the most crowded pixel
     */
    public static Raster density(Points points, Scale xScale, Scale yScale, int width, int height, int[] palette) {
        var raster = new Raster(width, height);
        int[] counts = raster.pixels;
        int most = 0;
        for (int i = 0; i < points.size(); i++) {
            int pixel = raster.pixel(xScale.toUnit(points.x()[i]), yScale.toUnit(points.y()[i]));
            if (pixel >= 0) {
                most = Math.max(most, ++counts[pixel]);
            }
        }
        double range = Math.log1p(most);
        for (int p = 0; p < counts.length; p++) {
            if (counts[p] > 0) {
                double share = most == 1 ? 0 : (Math.log1p(counts[p]) - Math.log1p(1)) / (range - Math.log1p(1));
                counts[p] = palette[(int) Math.min(palette.length - 1L, (long) (share * palette.length))];
            }
        }
        return raster;
    }

    /**
     * Points as discs of one colour; discs that overlap do not add up.
     *
     * @param radius in pixels, ≥ 0.5
     */
    public static Raster discs(
            Points points, Scale xScale, Scale yScale, int width, int height, double radius, int argb) {
        var raster = new Raster(width, height);
        int reach = (int) Math.floor(radius);
        for (int i = 0; i < points.size(); i++) {
            int centre = raster.pixel(xScale.toUnit(points.x()[i]), yScale.toUnit(points.y()[i]));
            if (centre < 0) {
                continue;
            }
            int row = centre / width;
            int column = centre % width;
            for (int dy = -reach; dy <= reach; dy++) {
                int half = (int) Math.sqrt(Math.max(0, radius * radius - dy * dy));
                if (row + dy >= 0 && row + dy < height) {
                    int start = (row + dy) * width;
                    Arrays.fill(
                            raster.pixels,
                            start + Math.max(0, column - half),
                            start + Math.min(width, column + half + 1),
                            argb);
                }
            }
        }
        return raster;
    }

    /**
     * A matrix as colours, one cell per block of pixels, the first row at the top.
     *
     * @param values {@code rows * columns} numbers, row by row
     * @param low value of the palette's first colour
     * @param high value of its last colour
     */
    public static Raster heatMap(
            float[] values, int rows, int columns, double low, double high, int width, int height, int[] palette) {
        if (values.length != rows * columns) {
            throw new IllegalArgumentException(values.length + " values for " + rows + " x " + columns);
        }
        var raster = new Raster(width, height);
        for (int y = 0; y < height; y++) {
            int row = (int) ((long) y * rows / height);
            for (int x = 0; x < width; x++) {
                int column = (int) ((long) x * columns / width);
                double share = (values[row * columns + column] - low) / (high - low);
                raster.pixels[y * width + x] =
                        palette[Math.clamp((long) (share * palette.length), 0, palette.length - 1)];
            }
        }
        return raster;
    }

    /** The pixel at a place of the unit square, y upwards; -1 outside. */
    private int pixel(double unitX, double unitY) {
        if (!(unitX >= 0 && unitX <= 1 && unitY >= 0 && unitY <= 1)) {
            return -1;
        }
        int column = (int) Math.min(width - 1L, (long) (unitX * width));
        int row = (int) Math.min(height - 1L, (long) ((1 - unitY) * height));
        return row * width + column;
    }
}
