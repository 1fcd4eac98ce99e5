package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlasTest {
    private final Blas blas = Blas.load();

    @Test
    void productsAgreeWithTheDefinition() {
        try (Arena arena = Arena.ofShared();
                ComputePool pool = new ComputePool(2)) {
            FloatMatrix a = random(arena, 700, 19, 1);
            FloatMatrix b = random(arena, 23, 19, 2);
            FloatMatrix c = FloatMatrix.allocate(arena, 700, 23);
            blas.product(a, b, c, pool);
            for (int row = 0; row < 700; row += 77) {
                for (int column = 0; column < 23; column++) {
                    double sum = 0;
                    for (int i = 0; i < 19; i++) {
                        sum += (double) a.get(row, i) * b.get(column, i);
                    }
                    assertThat((double) c.get(row, column)).isCloseTo(sum, within(1e-5));
                }
            }
            FloatMatrix d = FloatMatrix.allocate(arena, 19, 23);
            blas.productOfTransposed(a, c, d, pool);
            double sum = 0;
            for (int row = 0; row < 700; row++) {
                sum += (double) a.get(row, 7) * c.get(row, 11);
            }
            assertThat((double) d.get(7, 11)).isCloseTo(sum, within(1e-3));
        }
    }

    @Test
    void tilesAreTheProductWhateverTheNumberOfThreads() {
        try (Arena arena = Arena.ofShared();
                ComputePool one = new ComputePool(1);
                ComputePool three = new ComputePool(3)) {
            FloatMatrix a = random(arena, 1500, 33, 3);
            FloatMatrix b = random(arena, 601, 33, 4);
            FloatMatrix first = collect(arena, a, b, one);
            FloatMatrix second = collect(arena, a, b, three);
            assertThat(first.data().mismatch(second.data())).isEqualTo(-1);
            FloatMatrix whole = FloatMatrix.allocate(arena, 1500, 601);
            blas.product(a, b, whole, one);
            for (int i = 0; i < 1500; i += 13) {
                assertThat(first.get(i, i % 601)).isCloseTo(whole.get(i, i % 601), within(1e-5f));
            }
        }
    }

    private FloatMatrix collect(Arena arena, FloatMatrix a, FloatMatrix b, ComputePool pool) {
        FloatMatrix out = FloatMatrix.allocate(arena, a.rows(), (int) b.rows());
        new ProductTiles(arena, blas, pool, a.rows()).forEach(a, b, tile -> {
            for (int row = 0; row < tile.rows(); row++) {
                for (int column = 0; column < tile.columns(); column++) {
                    out.set(
                            tile.firstRow() + row,
                            tile.firstColumn() + column,
                            tile.values().get(row, column));
                }
            }
        });
        return out;
    }

    @Test
    void asksForAvx512KernelsOnlyWhereDetectionFallsShort() {
        String amd = "vendor_id\t: AuthenticAMD\nflags\t\t: sse avx2 avx512f avx512dq avx512bw avx512vl fma\n";
        String oldAmd = "vendor_id\t: AuthenticAMD\nflags\t\t: sse avx2 fma\n";
        String intel = "vendor_id\t: GenuineIntel\nflags\t\t: avx2 avx512f avx512dq avx512bw avx512vl\n";
        assertThat(BlasKernel.choose(null, null, amd).coreType()).contains("SkylakeX");
        assertThat(BlasKernel.choose(null, "Haswell", amd).coreType()).contains("SkylakeX");
        assertThat(BlasKernel.choose(null, "Haswell", amd).reason()).contains("in place of OPENBLAS_CORETYPE=Haswell");
        assertThat(BlasKernel.choose("Haswell", null, amd).coreType()).contains("Haswell");
        assertThat(BlasKernel.choose(null, "Cooperlake", amd).coreType()).isEmpty();
        assertThat(BlasKernel.choose(null, "Haswell", oldAmd).coreType()).isEmpty();
        assertThat(BlasKernel.choose(null, null, oldAmd).coreType()).isEmpty();
        assertThat(BlasKernel.choose(null, null, intel).coreType()).isEmpty();
        assertThat(BlasKernel.choose(null, null, "").coreType()).isEmpty();
    }

    @Test
    void describesItself() {
        assertThat(blas.describe()).contains("OpenBLAS").contains("kernels");
    }

    static FloatMatrix random(Arena arena, int rows, int columns, long seed) {
        FloatMatrix matrix = FloatMatrix.allocate(arena, rows, columns);
        SplittableRandom random = new SplittableRandom(seed);
        for (long row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                matrix.set(row, column, (float) random.nextGaussian());
            }
        }
        return matrix;
    }
}
