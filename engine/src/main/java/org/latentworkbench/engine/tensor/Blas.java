package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas;
import org.bytedeco.openblas.global.openblas_full;
import org.latentworkbench.engine.error.ResourceException;

/**
 * The dense float32 product of OpenBLAS over memory off the heap, without a copy.
 *
 * <p>One call runs on the calling thread alone; parallelism comes from calling it on parts in a {@link ComputePool}. So the
 * result of a part does not depend on how many threads there are, and the product does not fight with our own threads,
 * as OpenBLAS's spinning workers would. Safe for concurrent use.
 */
public final class Blas {
    private static final int LEAST_ROWS_PER_PART = 64;
    private static final int MOST_ROWS_PER_PART = 1024;

    private final BlasKernel kernel;

    private Blas(BlasKernel kernel) {
        this.kernel = kernel;
    }

    /** How an operand is read. */
    public enum Read {
        /** As it lies in memory. */
        PLAIN,
        /** Rows as columns. */
        TRANSPOSED
    }

    /**
     * Some rows and columns of a matrix, used where they lie.
     *
     * @param matrix the whole
     * @param firstRow where the block begins
     * @param firstColumn where the block begins
     * @param rows its rows
     * @param columns its columns
     */
    public record Block(FloatMatrix matrix, long firstRow, int firstColumn, long rows, int columns) {
        /** Checks that the block lies in the matrix. */
        public Block {
            if (firstRow < 0
                    || firstColumn < 0
                    || firstRow + rows > matrix.rows()
                    || firstColumn + columns > matrix.columns()) {
                throw new IllegalArgumentException("the block [" + rows + ", " + columns + "] at " + firstRow + ", "
                        + firstColumn + " leaves its matrix");
            }
        }

        /** All of a matrix. */
        public static Block of(FloatMatrix matrix) {
            return new Block(matrix, 0, 0, matrix.rows(), matrix.columns());
        }

        private Block partOfRows(long first, long count) {
            return new Block(matrix, firstRow + first, firstColumn, count, columns);
        }

        private Block partOfColumns(int first, int count) {
            return new Block(matrix, firstRow, firstColumn + first, rows, count);
        }

        private SegmentPointer pointer() {
            long first = firstRow * matrix.columns() + firstColumn;
            return new SegmentPointer(matrix.data().asSlice(first * Float.BYTES));
        }
    }

    /**
     * Loads OpenBLAS with the fastest kernels this processor has; the first call takes part of a second.
     *
     * @throws ResourceException if the native library does not load
     */
    public static Blas load() {
        BlasKernel kernel = BlasKernel.forThisMachine();
        kernel.apply();
        try {
            Loader.load(openblas.class);
            org.bytedeco.openblas.presets.openblas.blas_set_num_threads(1);
        } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
            throw new ResourceException(
                    "OpenBLAS does not load (" + e.getMessage()
                            + "). The library for this system is missing from the installation; install it again.",
                    e);
        }
        return new Blas(kernel);
    }

    /**
     * {@code C = A' B' + beta C} on the calling thread, where A' and B' are A and B as read.
     *
     * @param a [m, k], or [k, m] if read transposed
     * @param b [k, n], or [n, k] if read transposed
     * @param beta what becomes of C's old content: 0 forgets it, 1 adds to it
     * @param c [m, n]
     */
    public void product(FloatMatrix a, Read readA, FloatMatrix b, Read readB, float beta, FloatMatrix c) {
        multiply(Block.of(a), readA, Block.of(b), readB, beta, Block.of(c));
    }

    /** {@code C = A' B' + beta C} for parts of matrices on all threads of a pool; shapes as for the product on one. */
    public void product(Block a, Read readA, Block b, Read readB, float beta, Block c, ComputePool pool) {
        pool.runRanges(Math.toIntExact(c.rows()), rowsPerPart(c.rows()), (from, to, _) -> {
            Block part = readA == Read.PLAIN ? a.partOfRows(from, to - from) : a.partOfColumns(from, to - from);
            multiply(part, readA, b, readB, beta, c.partOfRows(from, to - from));
        });
    }

    /**
     * {@code C = A Bᵀ} on all threads of a pool.
     *
     * @param a [m, k]
     * @param b [n, k]
     * @param c [m, n]
     */
    public void product(FloatMatrix a, FloatMatrix b, FloatMatrix c, ComputePool pool) {
        product(a, b, Read.TRANSPOSED, c, pool);
    }

    /** {@code C = A B'} on all threads of a pool; shapes as for the product on one thread. */
    public void product(FloatMatrix a, FloatMatrix b, Read readB, FloatMatrix c, ComputePool pool) {
        product(Block.of(a), Read.PLAIN, Block.of(b), readB, 0, Block.of(c), pool);
    }

    /**
     * {@code C = Aᵀ B} on all threads of a pool.
     *
     * @param a [k, m]
     * @param b [k, n]
     * @param c [m, n]
     */
    public void productOfTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix c, ComputePool pool) {
        product(Block.of(a), Read.TRANSPOSED, Block.of(b), Read.PLAIN, 0, Block.of(c), pool);
    }

    /** {@code C += Aᵀ B}; as {@link #productOfTransposed}. */
    public void addProductOfTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix c, ComputePool pool) {
        product(Block.of(a), Read.TRANSPOSED, Block.of(b), Read.PLAIN, 1, Block.of(c), pool);
    }

    /**
     * {@code C = factor A B' + beta C} on the calling thread, for blocks of larger matrices.
     *
     * @param a [m, k]
     * @param b [k, n], or [n, k] if read transposed
     * @param c [m, n]
     */
    public void product(float factor, Strided a, Strided b, Read readB, float beta, Strided c) {
        int inner = readB == Read.PLAIN ? b.rows() : b.columns();
        int n = readB == Read.PLAIN ? b.columns() : b.rows();
        if (a.columns() != inner || c.rows() != a.rows() || c.columns() != n) {
            throw new IllegalArgumentException("the operands' shapes do not fit each other");
        }
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                openblas.CblasNoTrans,
                transposition(readB),
                a.rows(),
                n,
                inner,
                factor,
                new SegmentPointer(a.memory()),
                a.stride(),
                new SegmentPointer(b.memory()),
                b.stride(),
                beta,
                new SegmentPointer(c.memory()),
                c.stride());
    }

    /** Rows of a part of the result: by the size alone, so that the number of threads changes nothing. */
    private static int rowsPerPart(long rows) {
        return Math.clamp(Math.ceilDiv(rows, 4), LEAST_ROWS_PER_PART, MOST_ROWS_PER_PART);
    }

    private static void multiply(Block a, Read readA, Block b, Read readB, float beta, Block c) {
        long m = readA == Read.PLAIN ? a.rows() : a.columns();
        long inner = readA == Read.PLAIN ? a.columns() : a.rows();
        long innerB = readB == Read.PLAIN ? b.rows() : b.columns();
        long n = readB == Read.PLAIN ? b.columns() : b.rows();
        if (inner != innerB || c.rows() != m || c.columns() != n) {
            throw new IllegalArgumentException("[" + m + ", " + inner + "] times [" + innerB + ", " + n
                    + "] does not give [" + c.rows() + ", " + c.columns() + "]");
        }
        if (m == 0 || n == 0) {
            return;
        }
        openblas.cblas_sgemm(
                openblas.CblasRowMajor,
                transposition(readA),
                transposition(readB),
                Math.toIntExact(m),
                Math.toIntExact(n),
                Math.toIntExact(inner),
                1f,
                a.pointer(),
                a.matrix().columns(),
                b.pointer(),
                b.matrix().columns(),
                beta,
                c.pointer(),
                c.matrix().columns());
    }

    /** Version, kernels and why they were chosen, for the report on this machine. */
    public String describe() {
        return openblas_full.openblas_get_config().getString().trim().replaceAll("\\s+", " ") + "; kernels "
                + openblas_full.openblas_get_corename().getString() + " (" + kernel.reason() + ")";
    }

    /**
     * Measures the product at a size typical of training ([1024 x 768] times [768 x 2048]).
     *
     * @return the best of three, in 1e9 floating-point operations per second over all threads of the pool
     */
    public double gigaflops(ComputePool pool) {
        int m = 1024;
        int inner = 768;
        int n = 2048;
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix a = FloatMatrix.allocate(arena, m, inner);
            FloatMatrix b = FloatMatrix.allocate(arena, n, inner);
            FloatMatrix c = FloatMatrix.allocate(arena, m, n);
            a.data().fill((byte) 0x3c);
            b.data().fill((byte) 0x3c);
            long best = Long.MAX_VALUE;
            for (int round = 0; round < 4; round++) {
                long start = System.nanoTime();
                product(a, b, c, pool);
                best = Math.min(best, System.nanoTime() - start);
            }
            return 2.0 * m * inner * n / best;
        }
    }

    private static int transposition(Read read) {
        return read == Read.PLAIN ? openblas.CblasNoTrans : openblas.CblasTrans;
    }

    /** A pointer to memory it does not own. */
    private static final class SegmentPointer extends FloatPointer {
        SegmentPointer(MemorySegment memory) {
            super((Pointer) null);
            if (!memory.isNative()) {
                throw new IllegalArgumentException("the product takes memory off the heap");
            }
            address = memory.address();
        }
    }
}
