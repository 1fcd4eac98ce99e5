package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The product {@code A Bᵀ} in tiles that are used while they are in cache and then forgotten, so that a product of
 * [4096, 16384] never takes its 268 MB.
 *
 * <p>Rows of A are cut into parts that the threads of the pool share; every row meets its tiles in ascending column order. The
 * cut depends on the sizes alone.
 */
public final class ProductTiles {
    private static final int ROWS = 1024;
    private static final int COLUMNS = 256;

    /**
     * Where the products are short, looking at tiles takes longer than making them: then tiles hold more of a row, and fewer
     * rows, since the more of a row is seen at once, the less of it has to be looked at closely.
     */
    private static final int SHORT = 128;

    private static final int ROWS_OF_SHORT = 256;
    private static final int COLUMNS_OF_SHORT = 1024;

    private final Blas blas;
    private final ComputePool pool;
    private final int rowsPerPart;
    private final MemorySegment[] scratch;

    /**
     * Tiles for products with up to {@code rows} rows.
     *
     * @param arena owns the scratch memory, one tile per thread
     * @param blas does the products
     * @param pool threads that share the parts; must not be used for anything else during {@link #forEach}
     * @param rows the number of rows of A at most
     */
    public ProductTiles(Arena arena, Blas blas, ComputePool pool, long rows) {
        this.blas = blas;
        this.pool = pool;
        // At least two parts, so that a small batch keeps two threads busy; never by the number of threads.
        this.rowsPerPart = Math.clamp(Math.ceilDiv(rows, 2), 1, ROWS);
        this.scratch = new MemorySegment[pool.threads()];
        for (int worker = 0; worker < scratch.length; worker++) {
            long elements = Math.max(
                    (long) rowsPerPart * COLUMNS, (long) Math.min(rowsPerPart, ROWS_OF_SHORT) * COLUMNS_OF_SHORT);
            scratch[worker] = arena.allocate(elements * Float.BYTES, FloatMatrix.ALIGNMENT);
        }
    }

    /**
     * A part of the product; its memory is reused when the consumer returns.
     *
     * @param values [rows, columns]
     * @param part number of the part of A
     * @param firstRow row of the product where the tile begins
     * @param firstColumn column of the product where the tile begins
     */
    public record Tile(FloatMatrix values, int part, int firstRow, int firstColumn) {
        /** Rows of the tile. */
        public int rows() {
            return (int) values.rows();
        }

        /** Columns of the tile. */
        public int columns() {
            return values.columns();
        }
    }

    /** Uses a tile. Tiles of one part come one after the other, tiles of different parts at the same time. */
    @FunctionalInterface
    public interface Consumer {
        /** Uses a tile. */
        void accept(Tile tile);
    }

    /** Parts into which a product with so many rows is cut. */
    public int parts(long rows) {
        return Math.toIntExact(Math.ceilDiv(rows, rowsPerPart));
    }

    /** Rows of every part but the last. */
    public int rowsPerPart() {
        return rowsPerPart;
    }

    /**
     * Computes the product tile by tile.
     *
     * @param a [rows, k]
     * @param b [columns, k]
     */
    public void forEach(FloatMatrix a, FloatMatrix b, Consumer consumer) {
        boolean isShort = a.columns() <= SHORT;
        int rowsPerTile = isShort ? ROWS_OF_SHORT : ROWS;
        int columnsPerTile = isShort ? COLUMNS_OF_SHORT : COLUMNS;
        pool.run(parts(a.rows()), (part, worker) -> {
            long end = Math.min((part + 1L) * rowsPerPart, a.rows());
            for (long first = (long) part * rowsPerPart; first < end; first += rowsPerTile) {
                long rows = Math.min(rowsPerTile, end - first);
                FloatMatrix left = a.rows(first, rows);
                for (long column = 0; column < b.rows(); column += columnsPerTile) {
                    int columns = (int) Math.min(columnsPerTile, b.rows() - column);
                    FloatMatrix tile =
                            new FloatMatrix(rows, columns, scratch[worker].asSlice(0, rows * columns * Float.BYTES));
                    blas.product(left, Blas.Read.PLAIN, b.rows(column, columns), Blas.Read.TRANSPOSED, 0, tile);
                    consumer.accept(new Tile(tile, part, (int) first, (int) column));
                }
            }
        });
    }
}
