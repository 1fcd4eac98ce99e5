package org.latentworkbench.engine.lm.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.Strided;

/**
 * Attention tile by tile: the scores of some queries of one head are made, turned into probabilities and used while they are
 * in the cache, so that neither the full pattern nor a rearranged copy of the heads is written to memory.
 */
final class CpuAttention {
    private static final int QUERIES_PER_TILE = 128;

    private final Blas blas;
    private final Heads queries;
    private final Heads keys;
    private final Heads values;
    private final AttentionRule rule;
    private final int first;
    private final MemorySegment query;
    private final MemorySegment key;
    private final MemorySegment value;
    private final int tiles;
    private final int tileRows;

    CpuAttention(Blas blas, Heads queries, Heads keys, Heads values, AttentionRule rule, int first) {
        this.blas = blas;
        this.queries = queries;
        this.keys = keys;
        this.values = values;
        this.rule = rule;
        this.first = first;
        this.query = NativeFloats.of(queries.array());
        this.key = NativeFloats.of(keys.array());
        this.value = NativeFloats.of(values.array());
        this.tileRows = Math.min(QUERIES_PER_TILE, queries.length());
        this.tiles = Math.ceilDiv(queries.length(), tileRows);
    }

    /** @param pattern [batch, heads, length, key length] to be filled, or nothing */
    NDArray run(ComputePool pool, @Nullable NDArray pattern) {
        NDManager manager = queries.array().getManager();
        int width = queries.count() * queries.width();
        NDArray result = manager.create(new Shape(queries.batch(), queries.length(), width), DataType.FLOAT32);
        MemorySegment out = NativeFloats.of(result);
        @Nullable MemorySegment seen = pattern == null ? null : NativeFloats.of(pattern);
        long scratchSize = (long) tileRows * keys.length();
        try (NDArray scratch = manager.create(new Shape(pool.threads(), scratchSize), DataType.FLOAT32)) {
            MemorySegment all = NativeFloats.of(scratch);
            int heads = queries.batch() * queries.count();
            pool.run(heads * tiles, (part, worker) -> {
                MemorySegment scores = all.asSlice(worker * scratchSize * Float.BYTES, scratchSize * Float.BYTES);
                tile(part / tiles / queries.count(), part / tiles % queries.count(), part % tiles, scores, out, seen);
            });
        }
        return result;
    }

    private void tile(
            int context, int head, int tile, MemorySegment scores, MemorySegment out, @Nullable MemorySegment seen) {
        int from = tile * tileRows;
        int rows = Math.min(tileRows, queries.length() - from);
        int lowest = Math.max(0, first + from + 1 - rule.window());
        int end = first + from + rows;
        int columns = end - lowest;
        int keyHead = head / (queries.count() / keys.count());
        Strided score = new Strided(scores, 0, rows, columns, columns);
        blas.product(
                (float) rule.scale(),
                block(queries, query, context, from, head, rows),
                block(keys, key, context, lowest, keyHead, columns),
                Blas.Read.TRANSPOSED,
                0,
                score);
        for (int r = 0; r < rows; r++) {
            int position = first + from + r;
            int begin = Math.max(lowest, position + 1 - rule.window()) - lowest;
            RowKernels.softmax(scores, (long) r * columns, begin, position + 1 - lowest, columns, rule);
        }
        int width = queries.count() * queries.width();
        long start = ((long) context * queries.length() + from) * width + (long) head * queries.width();
        blas.product(
                1,
                score,
                block(values, value, context, lowest, keyHead, columns),
                Blas.Read.PLAIN,
                0,
                new Strided(out, start, rows, queries.width(), width));
        if (seen != null) {
            long row = ((long) context * queries.count() + head) * queries.length() + from;
            copy(scores, rows, columns, seen, row * keys.length() + lowest);
        }
    }

    private static Strided block(Heads heads, MemorySegment data, int context, int from, int head, int rows) {
        return new Strided(data, heads.start(context, from, head), rows, heads.width(), heads.columns());
    }

    private void copy(MemorySegment scores, int rows, int columns, MemorySegment pattern, long start) {
        for (int r = 0; r < rows; r++) {
            long target = start + (long) r * keys.length();
            long bytes = (long) columns * Float.BYTES;
            MemorySegment.copy(scores, r * bytes, pattern, target * Float.BYTES, bytes);
        }
    }
}
