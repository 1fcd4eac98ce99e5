package org.latentworkbench.engine.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.TensorInfo;

/**
 * Harvested activations on disk, memory-mapped. Row r belongs to position r of the corpus. Safe for use by several threads
 * until closed; close its streams first.
 */
public final class ActivationCache implements AutoCloseable {
    private static final int BLOCK_ROWS = 4096;

    private final Path directory;
    private final ActivationInfo info;
    private final List<CacheFiles.Shard> shards;
    private final List<SafetensorsFile> files;

    private ActivationCache(
            Path directory, ActivationInfo info, List<CacheFiles.Shard> shards, List<SafetensorsFile> files) {
        this.directory = directory;
        this.info = info;
        this.shards = shards;
        this.files = files;
    }

    /**
     * Opens a cache folder.
     *
     * @throws BadInputException if it is none, or a file contradicts the manifest
     */
    public static ActivationCache open(Path dir) {
        Path manifest = dir.resolve(CacheFiles.MANIFEST);
        if (!Files.exists(manifest) && Files.exists(dir.resolve(CacheFiles.PLAN))) {
            throw new BadInputException(dir + " is an unfinished harvest; harvest again under this name to finish it.");
        }
        CacheFiles.Head head = Manifest.read(manifest, CacheFiles.FORMAT, CacheFiles.VERSION, CacheFiles.Head.class);
        if (head.plan() == null
                || head.scale() == null
                || head.shards() == null
                || head.plan().hook() == null) {
            throw new BadInputException(manifest + " is incomplete; harvest the activations again.");
        }
        return of(dir, head);
    }

    /** Opens a cache whose manifest is known. */
    static ActivationCache of(Path dir, CacheFiles.Head head) {
        Path manifest = dir.resolve(CacheFiles.MANIFEST);
        List<SafetensorsFile> files = new ArrayList<>();
        try {
            openShards(dir, head, files);
            ActivationInfo info = head.info();
            if (info.scale().shift().length != info.width()) {
                throw new BadInputException(
                        manifest + ": field \"inputShift\" has " + info.scale().shift().length
                                + " values, but activations have " + info.width() + " dimensions.");
            }
            return new ActivationCache(dir, info, head.shards(), files);
        } catch (RuntimeException e) {
            files.forEach(SafetensorsFile::close);
            throw e;
        }
    }

    private static void openShards(Path dir, CacheFiles.Head head, List<SafetensorsFile> files) {
        long rows = 0;
        for (CacheFiles.Shard shard : head.shards()) {
            Path file = dir.resolve(shard.file());
            if (shard.file().contains("/") || shard.file().contains("\\") || shard.firstRow() != rows) {
                throw new BadInputException(dir.resolve(CacheFiles.MANIFEST) + ": shard \"" + shard.file()
                        + "\" is out of place; harvest the activations again.");
            }
            checkSize(file, shard.bytes());
            SafetensorsFile opened = SafetensorsFile.open(file);
            files.add(opened);
            check(file, opened.info(CacheFiles.TENSOR), shard.rows(), head.plan());
            rows += shard.rows();
        }
        if (rows != head.plan().rows() || rows < 1) {
            throw new BadInputException(dir.resolve(CacheFiles.MANIFEST) + ": the shards have " + rows
                    + " rows, but field \"rows\" is " + head.plan().rows() + "; harvest the activations again.");
        }
    }

    private static void checkSize(Path file, long expected) {
        try {
            long size = Files.size(file);
            if (size != expected) {
                throw new BadInputException(file + " has " + size + " bytes, but activations.json says " + expected
                        + "; the file is damaged, harvest the activations again.");
            }
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + ", which activations.json names.", e);
        }
    }

    static void check(Path file, TensorInfo tensor, long rows, CacheFiles.Plan plan) {
        long[] shape = tensor.shape();
        boolean fits = shape.length == 2
                && shape[0] == rows
                && shape[1] == plan.width()
                && tensor.dtype().name().equals(plan.dtype());
        if (!fits) {
            throw new BadInputException(file + ": tensor `" + CacheFiles.TENSOR + "` is " + tensor.dtype()
                    + java.util.Arrays.toString(shape) + ", expected " + plan.dtype() + "[" + rows + ", " + plan.width()
                    + "]; harvest the activations again.");
        }
    }

    /** What it holds. */
    public ActivationInfo info() {
        return info;
    }

    /** The folder it was opened from. */
    public Path directory() {
        return directory;
    }

    /**
     * Copies consecutive rows out, as many as the matrix has.
     *
     * @param start first row
     * @param into [rows, width]
     * @throws BadInputException if a value is not finite; names file and row
     */
    public void copyRows(long start, FloatMatrix into) {
        if (start < 0 || into.rows() > info.rows() - start || into.columns() != info.width()) {
            throw new IllegalArgumentException("rows " + start + " to " + (start + into.rows()) + " of width "
                    + into.columns() + " from [" + info.rows() + ", " + info.width() + "]");
        }
        int number = shardOf(start);
        long done = 0;
        while (done < into.rows()) {
            CacheFiles.Shard shard = shards.get(number);
            long first = start + done - shard.firstRow();
            FloatMatrix part = into.rows(done, Math.min(into.rows() - done, shard.rows() - first));
            files.get(number)
                    .copyFloats(CacheFiles.TENSOR, first * info.width(), part.rows() * info.width(), part.data());
            long base = done;
            FiniteRows.check(
                    part,
                    row -> directory.resolve(shard.file()) + ": row " + (first + row) + " (position "
                            + (start + base + row) + " of the corpus)");
            done += part.rows();
            number++;
        }
    }

    private int shardOf(long row) {
        int low = 0;
        int high = shards.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (shards.get(middle).firstRow() <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** All rows, shuffled. */
    public ActivationStream stream(long seed) {
        return stream(seed, 0, info.rows());
    }

    /**
     * Some rows, shuffled: for a split into rows to train on and rows to measure on.
     *
     * @param from first row
     * @param to after the last row
     */
    public ActivationStream stream(long seed, long from, long to) {
        return stream(seed, from, to, ShuffledStream.defaultBufferRows(info.width()));
    }

    /**
     * Some rows, shuffled.
     *
     * @param from first row
     * @param to after the last row
     * @param bufferRows rows of the shuffle buffer; three halves of it are held in native memory
     */
    public ActivationStream stream(long seed, long from, long to, int bufferRows) {
        if (from < 0 || to > info.rows() || from >= to) {
            throw new BadInputException("There are no rows " + from + " to " + to + " in " + directory + ", which has "
                    + info.rows() + ".");
        }
        return new ShuffledStream(blocks(from, to), bufferRows, seed);
    }

    /** Rows in blocks of equal size. */
    BlockSource blocks(long from, long to) {
        return new BlockSource() {
            @Override
            public int width() {
                return info.width();
            }

            @Override
            public int blocks() {
                return Math.toIntExact(Math.ceilDiv(to - from, BLOCK_ROWS));
            }

            @Override
            public long firstRow(int block) {
                return Math.min((long) block * BLOCK_ROWS, to - from);
            }

            @Override
            public void read(int block, FloatMatrix into) {
                copyRows(from + firstRow(block), into);
            }
        };
    }

    @Override
    public void close() {
        files.forEach(SafetensorsFile::close);
    }
}
