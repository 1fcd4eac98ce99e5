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
        long m = readA == Read.PLAIN ? a.rows() : a.columns();
        long inner = readA == Read.PLAIN ? a.columns() : a.rows();
        long innerB = readB == Read.PLAIN ? b.rows() : b.columns();
        long n = readB == Read.PLAIN ? b.columns() : b.rows();
        if (inner != innerB || c.rows() != m || c.columns() != n) {
            throw new IllegalArgumentException("[" + m + ", " + inner + "] times [" + innerB + ", " + n
                    + "] does not give [" + c.rows() + ", " + c.columns() + "]");
        }
        multiply(m, n, inner, a, 0, readA, b, readB, beta, c);
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
        pool.runRanges(Math.toIntExact(a.rows()), rowsPerPart(a.rows()), (from, to, _) -> {
            product(a.rows(from, to - from), Read.PLAIN, b, readB, 0, c.rows(from, to - from));
        });
    }

    /**
     * {@code C = Aᵀ B} on all threads of a pool.
     *
     * @param a [k, m]
     * @param b [k, n]
     * @param c [m, n]
     */
    public void productOfTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix c, ComputePool pool) {
        productOfTransposed(a, b, 0, c, pool);
    }

    /** {@code C += Aᵀ B}; as {@link #productOfTransposed}. */
    public void addProductOfTransposed(FloatMatrix a, FloatMatrix b, FloatMatrix c, ComputePool pool) {
        productOfTransposed(a, b, 1, c, pool);
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

    private static void productOfTransposed(FloatMatrix a, FloatMatrix b, float beta, FloatMatrix c, ComputePool pool) {
        if (a.rows() != b.rows() || c.rows() != a.columns() || c.columns() != b.columns()) {
            throw new IllegalArgumentException("the operands' shapes do not fit each other");
        }
        int size = rowsPerPart(a.columns());
        pool.runRanges(a.columns(), size, (from, to, _) -> {
            FloatMatrix rows = c.rows(from, to - from);
            multiply(to - from, b.columns(), a.rows(), a, from, Read.TRANSPOSED, b, Read.PLAIN, beta, rows);
        });
    }

    /** Rows of a part of the result: by the size alone, so that the number of threads changes nothing. */
    private static int rowsPerPart(long rows) {
        return Math.clamp(Math.ceilDiv(rows, 4), LEAST_ROWS_PER_PART, MOST_ROWS_PER_PART);
    }

    private static void multiply(
            long m,
            long n,
            long inner,
            FloatMatrix a,
            long firstOfA,
            Read readA,
            FloatMatrix b,
            Read readB,
            float beta,
            FloatMatrix c) {
        if (m == 0) {
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
                new SegmentPointer(a.data().asSlice(firstOfA * Float.BYTES)),
                a.columns(),
                new SegmentPointer(b.data()),
                b.columns(),
                beta,
                new SegmentPointer(c.data()),
                c.columns());
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
