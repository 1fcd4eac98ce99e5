package org.latentworkbench.engine.sae;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import org.latentworkbench.engine.tensor.AboveThreshold;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.LargestPerRow;
import org.latentworkbench.engine.tensor.ProductTiles;
import org.latentworkbench.engine.tensor.SparseCodes;
import org.latentworkbench.engine.tensor.TileScan;
import org.latentworkbench.engine.tensor.VectorKernels;

/**
 * A trained sparse autoencoder for inference: raw activations in, shown activations and raw reconstructions out. Safe for
 * concurrent use; calls that compute wait for each other, since one already uses all cores. Owns its weights off the heap.
 */
public final class Sae implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 4096;

    private final SaeModel model;
    private final Arena arena;
    private final Blas blas;
    private final ComputePool pool;
    private final int[] prefixes;
    private final float[] norms;
    private final ReentrantLock lock = new ReentrantLock();

    private Sae(SaeModel model, Arena arena, Blas blas, ComputePool pool) {
        this.model = model;
        this.arena = arena;
        this.blas = blas;
        this.pool = pool;
        this.prefixes = model.info().kind().prefixWidths(model.info().latents());
        this.norms = new float[latents()];
        MemorySegment decoder = model.weights().decoder().data();
        for (int latent = 0; latent < norms.length; latent++) {
            norms[latent] = VectorKernels.norm(decoder, (long) latent * inputWidth(), inputWidth());
        }
    }

    /**
     * Reads an autoencoder's folder: {@code cfg.json} and {@code sae_weights.safetensors} in the layout of SAELens, and our
     * {@code workbench.json} if it is there.
     *
     * @throws org.latentworkbench.engine.error.BadInputException if a file is missing or damaged, or a tensor is missing,
     *     unknown, of another shape or not finite
     * @throws org.latentworkbench.engine.error.UnsupportedException if it is of an architecture that is not handled
     */
    public static Sae load(Path directory) {
        Arena arena = Arena.ofShared();
        try {
            SaeModel model = SaeFolder.read(directory, arena);
            return new Sae(model, arena, Blas.load(), ComputePool.ofProcessors());
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    /**
     * An autoencoder that was not saved yet. Copies the parameters.
     *
     * @param info what it is; {@code info.scale()} is the normalisation the weights live under
     * @param normalised parameters in normalised space
     * @param threshold what a pre-activation must exceed at inference, in normalised units; ignored for TopK
     */
    public static Sae trained(SaeInfo info, SaeWeights normalised, InferenceThreshold threshold) {
        Arena arena = Arena.ofShared();
        return new Sae(
                SaeFolder.trained(info, normalised, threshold, arena), arena, Blas.load(), ComputePool.ofProcessors());
    }

    /** What it is and what it was trained on. */
    public SaeInfo info() {
        return model.info();
    }

    /** Dimensions d of the activations it reads. */
    public int inputWidth() {
        return model.info().inputWidth();
    }

    /** Number n of latents. */
    public int latents() {
        return model.info().latents();
    }

    /** Nested prefix widths, ascending, the last being {@link #latents()}; that one alone if there are no levels. */
    public int[] prefixes() {
        return prefixes.clone();
    }

    /** The 1-based number of the first prefix that contains a latent. */
    public int level(int latent) {
        int found = Arrays.binarySearch(prefixes, latent + 1);
        return (found >= 0 ? found : -found - 1) + 1;
    }

    /** What a latent's pre-activation must exceed at inference; 0 for kinds without a threshold. */
    public float threshold(int latent) {
        return model.thresholds()[latent];
    }

    /** Direction of a latent in raw units, d values. */
    public float[] decoderRow(int latent) {
        return model.weights().decoder().row(latent);
    }

    /** Direction of a latent with length 1, d values: what one unit of its activation adds; zeros if it writes nothing. */
    public float[] unitDirection(int latent) {
        float[] row = decoderRow(latent);
        for (int i = 0; i < row.length; i++) {
            row[i] = norms[latent] > 0 ? row[i] / norms[latent] : 0;
        }
        return row;
    }

    /** What a latent reads, in raw units, d values. */
    public float[] encoderRow(int latent) {
        return model.weights().encoder().row(latent);
    }

    /** The reconstruction without any latent, in raw units, d values. */
    public float[] decoderBias() {
        return model.weights().decoderBias().row(0);
    }

    /**
     * Activations as they are shown, indexed and exported: {@code a_i = f_i * |W_dec_i| / s}, the length of what latent i
     * adds to the reconstruction in raw units, whatever scale the autoencoder was trained under. BatchTopK and Matryoshka
     * choose by threshold, TopK by k, Gated by its gate.
     *
     * @param raw [rows, d] activations in raw model units
     */
    public SparseRows encode(FloatMatrix raw) {
        if (raw.columns() != inputWidth()) {
            throw new IllegalArgumentException(
                    "activations of width " + raw.columns() + " for an autoencoder of width " + inputWidth());
        }
        lock.lock();
        try (Arena scratch = Arena.ofShared()) {
            RowsBuilder rows = new RowsBuilder(Math.toIntExact(raw.rows()));
            long most = Math.max(1, Math.min(ROWS_AT_ONCE, raw.rows()));
            FloatMatrix centred = FloatMatrix.allocate(scratch, most, inputWidth());
            ProductTiles tiles = new ProductTiles(scratch, blas, pool, most);
            for (long first = 0; first < raw.rows(); first += ROWS_AT_ONCE) {
                long count = Math.min(ROWS_AT_ONCE, raw.rows() - first);
                FloatMatrix input = centre(raw.rows(first, count), centred.rows(0, count));
                OptionalInt k = kept(info().kind());
                SparseCodes codes = k.isPresent() ? largest(input, k.getAsInt(), tiles) : above(input, tiles);
                rows.add(codes, norms);
            }
            return rows.build();
        } finally {
            lock.unlock();
        }
    }

    /** Copies on the calling thread, the only one that may read memory of a confined arena. */
    private FloatMatrix centre(FloatMatrix raw, FloatMatrix into) {
        into.data().copyFrom(raw.data());
        if (info().kind().subtractsDecoderBias()) {
            MemorySegment bias = model.weights().decoderBias().data();
            pool.runRanges((int) raw.rows(), 64, (from, to, _) -> {
                for (long row = from; row < to; row++) {
                    VectorKernels.subtract(
                            into.data(), row * inputWidth(), bias, 0, into.data(), row * inputWidth(), inputWidth());
                }
            });
        }
        return into;
    }

    /** How many latents of every row a kind keeps; empty if thresholds decide. */
    private static OptionalInt kept(SaeKind kind) {
        return switch (kind) {
            case SaeKind.TopK(int k) -> OptionalInt.of(k);
            case SaeKind.Matryoshka fixed ->
                fixed.choice() == SaeKind.Matryoshka.Choice.PER_ROW ? OptionalInt.of(fixed.k()) : OptionalInt.empty();
            case SaeKind.BatchTopK _, SaeKind.MatryoshkaRandom _, SaeKind.Relu _, SaeKind.Gated _, SaeKind.JumpRelu _ ->
                OptionalInt.empty();
        };
    }

    private SparseCodes largest(FloatMatrix input, int k, ProductTiles tiles) {
        int count = (int) input.rows();
        LargestPerRow largest = new LargestPerRow(count, k);
        largest.reset(k);
        MemorySegment bias = model.weights().encoderBias().data();
        tiles.forEach(input, model.weights().encoder(), tile -> TileScan.scan(tile, bias, largest));
        return largest.codes(count, pool);
    }

    private SparseCodes above(FloatMatrix input, ProductTiles tiles) {
        int count = (int) input.rows();
        AboveThreshold above = new AboveThreshold(model.thresholds(), count, tiles.rowsPerPart());
        MemorySegment bias = model.weights().encoderBias().data();
        tiles.forEach(input, model.weights().encoder(), tile -> TileScan.scan(tile, bias, above.part(tile.part())));
        return above.codes(count, pool);
    }

    /**
     * Reconstructs raw activations from shown activations.
     *
     * @param activations as {@link #encode} gives them, or some of them
     * @param into [rows, d]
     */
    public void decode(SparseRows activations, FloatMatrix into) {
        if (into.columns() != inputWidth() || into.rows() != activations.rows()) {
            throw new IllegalArgumentException(activations.rows() + " rows of width " + inputWidth() + " do not fit ["
                    + into.rows() + ", " + into.columns() + "]");
        }
        lock.lock();
        try (Arena scratch = Arena.ofShared()) {
            FloatMatrix rows = FloatMatrix.allocate(
                    scratch, Math.max(1, Math.min(ROWS_AT_ONCE, activations.rows())), inputWidth());
            for (int first = 0; first < activations.rows(); first += ROWS_AT_ONCE) {
                int count = Math.min(ROWS_AT_ONCE, activations.rows() - first);
                int start = first;
                pool.runRanges(count, 64, (from, to, _) -> {
                    float[] row = new float[inputWidth()];
                    for (int r = from; r < to; r++) {
                        decodeRow(activations, start + r, row);
                        rows.setRow(r, row);
                    }
                });
                into.rows(first, count).data().copyFrom(rows.rows(0, count).data());
            }
        } finally {
            lock.unlock();
        }
    }

    private void decodeRow(SparseRows activations, int r, float[] row) {
        MemorySegment decoder = model.weights().decoder().data();
        int width = inputWidth();
        Arrays.fill(row, 0);
        VectorKernels.addScaled(row, 1, model.weights().decoderBias().data(), 0);
        for (int entry = activations.offsets()[r]; entry < activations.offsets()[r + 1]; entry++) {
            int latent = activations.latents()[entry];
            if (norms[latent] > 0) {
                VectorKernels.addScaled(
                        row, activations.values()[entry] / norms[latent], decoder, (long) latent * width);
            }
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            pool.close();
            if (arena.scope().isAlive()) {
                arena.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
