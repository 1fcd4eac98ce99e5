package org.latentworkbench.engine.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.ArrayFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Directions of the decoder rows {@code [n, d]}, a byte for each number, 127 standing for the largest of its row, and the nearest
 * others of each. Cosines are those of the stored bytes everywhere; they differ from the exact ones by about 0.001.
 */
final class DecoderGeometry {
    /** Neighbours kept per latent. */
    static final int NEIGHBOURS = 8;

    private static final String ROWS = "decoder.bin";
    private static final String ROWS_KIND = "LWDECOD2";
    private static final String NEAREST = "neighbours.bin";
    private static final String NEAREST_KIND = "latent-workbench/neighbours";
    private static final int VERSION = 1;
    private static final int BLOCK = 256;

    private static final float LARGEST = 127;

    private final ColumnFile file;
    private final MemorySegment rows;
    private final int width;
    private final int kept;
    private final int[] nearest;
    private final float[] cosines;

    private DecoderGeometry(ColumnFile file, int latents, int[] nearest, float[] cosines) {
        this.file = file;
        this.rows = file.data();
        this.width = (int) (file.count() / latents);
        this.kept = nearest.length / latents;
        this.nearest = nearest;
        this.cosines = cosines;
    }

    /** Opens the geometry of an index folder, if it has one. */
    static Optional<DecoderGeometry> open(Path directory, int latents, Arena arena) {
        Path path = directory.resolve(ROWS);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        ColumnFile file = ColumnFile.open(path, ROWS_KIND, arena);
        if (file.width() != Byte.BYTES || file.count() == 0 || file.count() % latents != 0) {
            throw new BadInputException(path + " holds " + file.count() + " numbers, which are no rows of " + latents
                    + " latents. Build the index again.");
        }
        ArrayFile arrays = ArrayFile.read(directory.resolve(NEAREST), NEAREST_KIND, VERSION);
        int kept = Math.min(NEIGHBOURS, latents - 1);
        long slots = (long) latents * kept;
        return Optional.of(
                new DecoderGeometry(file, latents, arrays.ints("latent", slots), arrays.floats("cosine", slots)));
    }

    /** The nearest latents by cosine, best first. */
    List<LatentScore> nearest(int latent, int limit) {
        List<LatentScore> found = new ArrayList<>();
        for (int i = 0; i < Math.min(limit, kept); i++) {
            int slot = latent * kept + i;
            found.add(new LatentScore(nearest[slot], cosines[slot], 0));
        }
        return found;
    }

    /** Cosine of two decoder rows. */
    double cosine(int first, int second) {
        double product = 0;
        double squareFirst = 0;
        double squareSecond = 0;
        for (int i = 0; i < width; i++) {
            double x = rows.get(ValueLayout.JAVA_BYTE, (long) first * width + i);
            double y = rows.get(ValueLayout.JAVA_BYTE, (long) second * width + i);
            product += x * y;
            squareFirst += x * x;
            squareSecond += y * y;
        }
        double norms = Math.sqrt(squareFirst) * Math.sqrt(squareSecond);
        return norms == 0 ? 0 : product / norms;
    }

    void verify(JobContext job) {
        file.verify(job);
    }

    /** Writes the geometry of decoder rows {@code [n, d]}; one product of a block of rows with all rows at a time. */
    static void write(Path directory, FloatMatrix decoder, JobContext job) throws IOException {
        int n = Math.toIntExact(decoder.rows());
        try (Arena arena = Arena.ofConfined();
                var out = new ColumnFile.Writer(directory.resolve(ROWS), ROWS_KIND, Byte.BYTES)) {
            FloatMatrix unit = unitRows(decoder, arena, out);
            out.finish();
            int kept = Math.min(NEIGHBOURS, n - 1);
            int[] nearest = new int[n * kept];
            float[] cosines = new float[n * kept];
            FloatMatrix products = FloatMatrix.allocate(arena, Math.min(BLOCK, n), n);
            float[] row = new float[n];
            Blas blas = Blas.load();
            for (int first = 0; first < n; first += BLOCK) {
                job.checkCancelled();
                int count = Math.min(BLOCK, n - first);
                FloatMatrix block = products.rows(0, count);
                blas.product(unit.rows(first, count), Blas.Read.PLAIN, unit, Blas.Read.TRANSPOSED, 0, block);
                for (int i = 0; i < count; i++) {
                    MemorySegment.copy(block.data(), ValueLayout.JAVA_FLOAT, (long) i * n * Float.BYTES, row, 0, n);
                    select(row, first + i, kept, nearest, cosines);
                }
                job.progress(first + count, n);
            }
            Map<String, Object> arrays = new LinkedHashMap<>();
            arrays.put("latent", nearest);
            arrays.put("cosine", cosines);
            ArrayFile.write(directory.resolve(NEAREST), NEAREST_KIND, VERSION, arrays);
        }
    }

    /** Rounds rows to bytes and normalises what the rounding left. */
    private static FloatMatrix unitRows(FloatMatrix decoder, Arena arena, ColumnFile.Writer out) throws IOException {
        FloatMatrix unit = FloatMatrix.allocate(arena, decoder.rows(), decoder.columns());
        for (int r = 0; r < decoder.rows(); r++) {
            float[] row = decoder.row(r);
            float largest = 0;
            for (float x : row) {
                largest = Math.max(largest, Math.abs(x));
            }
            for (int i = 0; i < row.length; i++) {
                row[i] = largest > 0 ? Math.round(row[i] / largest * LARGEST) : 0;
                out.putByte((int) row[i]);
            }
            normalise(row);
            unit.setRow(r, row);
        }
        return unit;
    }

    private static void normalise(float[] row) {
        double square = 0;
        for (float x : row) {
            square += (double) x * x;
        }
        double norm = Math.sqrt(square);
        for (int i = 0; i < row.length; i++) {
            row[i] = norm > 0 ? (float) (row[i] / norm) : 0;
        }
    }

    /** Keeps the largest products of one row in descending order, without the latent itself. */
    private static void select(float[] products, int self, int kept, int[] nearest, float[] cosines) {
        int base = self * kept;
        int size = 0;
        float least = Float.NEGATIVE_INFINITY;
        for (int other = 0; other < products.length; other++) {
            float cosine = products[other];
            if (cosine <= least || other == self) {
                continue;
            }
            int slot = base + (size < kept ? size++ : kept - 1);
            while (slot > base && cosines[slot - 1] < cosine) {
                cosines[slot] = cosines[slot - 1];
                nearest[slot] = nearest[slot - 1];
                slot--;
            }
            cosines[slot] = cosine;
            nearest[slot] = other;
            if (size == kept) {
                least = cosines[base + kept - 1];
            }
        }
    }
}
