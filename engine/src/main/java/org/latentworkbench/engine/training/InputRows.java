package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.VectorKernels;

/** A batch as the encoder reads it: {@code xc = s (x - μ) - β b_dec}, with its norms and its variance. */
final class InputRows {
    private static final int BLOCK = 64;

    private final ComputePool pool;
    private final float scale;
    private final MemorySegment shift;
    private final FloatMatrix centred;
    private final float[] norms;
    private final float[][] blockSums;
    private double variance;

    InputRows(Arena arena, ComputePool pool, InputScale inputScale, int batch, int width) {
        this.pool = pool;
        this.scale = (float) inputScale.scale();
        FloatMatrix shiftRow = FloatMatrix.allocate(arena, 1, width);
        shiftRow.setRow(0, inputScale.shift());
        this.shift = shiftRow.data();
        this.centred = FloatMatrix.allocate(arena, batch, width);
        this.norms = new float[batch];
        this.blockSums = new float[Math.ceilDiv(batch, BLOCK)][width];
    }

    /** [B, d] */
    FloatMatrix centred() {
        return centred;
    }

    /** Euclidean norm of a centred row. */
    float norm(int row) {
        return norms[row];
    }

    /** Sum over rows of the squared distance to the batch mean. */
    double variance() {
        return variance;
    }

    /**
     * Reads a batch.
     *
     * @param raw [B, d]
     * @param decoderBias b_dec, d values; zeros if it is not taken from the input
     * @param firstRow number of the first row in the stream
     */
    void read(FloatMatrix raw, MemorySegment decoderBias, long firstRow) {
        int batch = norms.length;
        int width = centred.columns();
        requireShape(raw, batch, width);
        pool.runRanges(batch, BLOCK, (from, to, _) -> {
            float[] sum = blockSums[from / BLOCK];
            java.util.Arrays.fill(sum, 0);
            for (int row = from; row < to; row++) {
                long start = (long) row * width;
                centre(raw.data(), decoderBias, start, width);
                norms[row] = VectorKernels.norm(centred.data(), start, width);
                VectorKernels.addScaled(sum, 1, centred.data(), start);
            }
        });
        double squares = 0;
        for (int row = 0; row < batch; row++) {
            if (!Float.isFinite(norms[row])) {
                throw notFinite(raw, row, firstRow);
            }
            squares += (double) norms[row] * norms[row];
        }
        double[] mean = BlockSums.total(blockSums);
        double meanSquares = 0;
        for (double sum : mean) {
            meanSquares += sum * sum / batch;
        }
        variance = Math.max(0, squares - meanSquares);
    }

    static void requireShape(FloatMatrix raw, int batch, int width) {
        if (raw.rows() != batch || raw.columns() != width) {
            throw new IllegalArgumentException("a batch of [" + raw.rows() + ", " + raw.columns() + "] where [" + batch
                    + ", " + width + "] is due");
        }
    }

    private void centre(MemorySegment raw, MemorySegment bias, long start, int width) {
        int end = VectorKernels.vectorEnd(width);
        int i = 0;
        for (; i < end; i += VectorKernels.LANES) {
            FloatVector x = VectorKernels.load(raw, start + i).sub(VectorKernels.load(shift, i));
            VectorKernels.store(x.mul(scale).sub(VectorKernels.load(bias, i)), centred.data(), start + i);
        }
        for (; i < width; i++) {
            float x = (VectorKernels.get(raw, start + i) - VectorKernels.get(shift, i)) * scale;
            VectorKernels.set(centred.data(), start + i, x - VectorKernels.get(bias, i));
        }
    }

    /** What to say about a row that cannot be trained on. */
    static BadInputException notFinite(FloatMatrix raw, int row, long firstRow) {
        for (int i = 0; i < raw.columns(); i++) {
            if (!Float.isFinite(raw.get(row, i))) {
                return new BadInputException("Row " + (firstRow + row) + " of the activations holds " + raw.get(row, i)
                        + " at dimension " + i + ". Harvest the activations again; training stopped before using it.");
            }
        }
        return new BadInputException("Row " + (firstRow + row)
                + " of the activations is too large for single precision. Check the input scale.");
    }
}
