package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The product {@code A Bᵀ} in tiles that are used while they are in cache and then forgotten, so that a product of
 * [4096, 16384] never takes its 268 MB.
 *
 * <p>Rows of A are cut into parts that the threads of the pool share; one part meets its tiles in ascending column order. The
 * cut depends on the sizes alone.
 */
public final class ProductTiles {
    private static final int ROWS = 1024;
    private static final int COLUMNS = 256;

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
            scratch[worker] = arena.allocate((long) rowsPerPart * COLUMNS * Float.BYTES, FloatMatrix.ALIGNMENT);
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
        pool.run(parts(a.rows()), (part, worker) -> {
            long first = (long) part * rowsPerPart;
            long rows = Math.min(rowsPerPart, a.rows() - first);
            FloatMatrix left = a.rows(first, rows);
            for (long column = 0; column < b.rows(); column += COLUMNS) {
                int columns = (int) Math.min(COLUMNS, b.rows() - column);
                FloatMatrix tile =
                        new FloatMatrix(rows, columns, scratch[worker].asSlice(0, rows * columns * Float.BYTES));
                blas.product(left, Blas.Read.PLAIN, b.rows(column, columns), Blas.Read.TRANSPOSED, 0, tile);
                consumer.accept(new Tile(tile, part, (int) first, (int) column));
            }
        });
    }
}
