package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;

/** Finds the few large elements of a tile: blocks of four vectors without a candidate are passed over in one comparison. */
public final class TileScan {
    private static final int LANES = VectorKernels.LANES;
    private static final int BLOCK = 4 * LANES;

    private TileScan() {}

    /**
     * Offers every element {@code tile + bias} above its row's bound, row after row in ascending column order.
     *
     * @param tile a tile of a product
     * @param bias one value per column of the product
     * @param candidates takes them
     */
    public static void scan(ProductTiles.Tile tile, MemorySegment bias, Candidates candidates) {
        MemorySegment values = tile.values().data();
        int columns = tile.columns();
        @Nullable RowBound bounds = null;
        for (int r = 0; r < tile.rows(); r++) {
            int row = tile.firstRow() + r;
            long start = (long) r * columns;
            int wanted = candidates.wantedOfFreshRow(row);
            if (wanted > 0) {
                if (bounds == null || bounds.wanted() != wanted) {
                    bounds = new RowBound(wanted, columns);
                }
                candidates.raise(row, bounds.of(values, start, bias, tile.firstColumn()));
            }
            scanRow(values, start, bias, tile.firstColumn(), columns, row, candidates);
        }
    }

    private static void scanRow(
            MemorySegment values,
            long start,
            MemorySegment bias,
            int firstColumn,
            int columns,
            int row,
            Candidates candidates) {
        float bound = candidates.bound(row);
        int end = columns - columns % BLOCK;
        int i = 0;
        for (; i < end; i += BLOCK) {
            FloatVector v0 = sum(values, start + i, bias, firstColumn + i);
            FloatVector v1 = sum(values, start + i + LANES, bias, firstColumn + i + LANES);
            FloatVector v2 = sum(values, start + i + 2L * LANES, bias, firstColumn + i + 2 * LANES);
            FloatVector v3 = sum(values, start + i + 3L * LANES, bias, firstColumn + i + 3 * LANES);
            long above = above(v0, v1, v2, v3, bound);
            if (above != 0) {
                bound = offer(above, bound, row, firstColumn + i, values, start + i, bias, candidates);
            }
        }
        for (; i < columns; i++) {
            float value = VectorKernels.get(values, start + i) + VectorKernels.get(bias, (long) firstColumn + i);
            if (value > bound) {
                bound = candidates.offer(row, firstColumn + i, value);
            }
        }
    }

    static FloatVector sum(MemorySegment values, long element, MemorySegment bias, int column) {
        return VectorKernels.load(values, element).add(VectorKernels.load(bias, column));
    }

    /**
     * A bit for every lane above the bound. One number for the block, so that one loop, not four, ends where the processor does
     * not expect it; and by comparing only, since Java's maximum of two vectors is six instructions, for the sake of NaN and -0.
     */
    private static long above(FloatVector v0, FloatVector v1, FloatVector v2, FloatVector v3, float bound) {
        return v0.compare(VectorOperators.GT, bound).toLong()
                | v1.compare(VectorOperators.GT, bound).toLong() << LANES
                | v2.compare(VectorOperators.GT, bound).toLong() << (2 * LANES)
                | v3.compare(VectorOperators.GT, bound).toLong() << (3 * LANES);
    }

    private static float offer(
            long above,
            float bound,
            int row,
            int column,
            MemorySegment values,
            long element,
            MemorySegment bias,
            Candidates candidates) {
        float now = bound;
        for (long lanes = above; lanes != 0; lanes &= lanes - 1) {
            int lane = Long.numberOfTrailingZeros(lanes);
            float value = VectorKernels.get(values, element + lane) + VectorKernels.get(bias, (long) column + lane);
            if (value > now) {
                now = candidates.offer(row, column + lane, value);
            }
        }
        return now;
    }
}
