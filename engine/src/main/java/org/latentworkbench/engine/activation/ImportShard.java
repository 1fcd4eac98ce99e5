package org.latentworkbench.engine.activation;

import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.TensorInfo;
import org.latentworkbench.engine.tensor.TensorSource;

/** One file of activations from elsewhere: its rows and, if it has them, its token ids. */
final class ImportShard implements AutoCloseable {
    /** Names that other programs give to activations (SAELens, Llamascopium, activault, plain research code). */
    private static final List<String> ROWS =
            List.of("activations", "activation", "acts", "hidden_states", "states", "array");

    private static final List<String> TOKENS = List.of("token_ids", "tokens", "input_ids", "ids");

    private static final String STARTS = "document_starts";

    private final TensorSource source;
    private final TensorInfo rows;
    private final Optional<TensorInfo> tokens;

    private ImportShard(TensorSource source, TensorInfo rows, Optional<TensorInfo> tokens) {
        this.source = source;
        this.rows = rows;
        this.tokens = tokens;
    }

    static ImportShard open(Path file, ImportOptions options) {
        TensorSource source = TensorSource.open(file);
        boolean opened = false;
        try {
            List<TensorInfo> all = source.names().stream().map(source::info).toList();
            TensorInfo rows = options.array().map(source::info).orElseGet(() -> choose(
                            file, "activations", "--array", ROWS, all, true)
                    .orElseThrow(() -> new BadInputException(
                            file + " holds no array of activations; it has " + all + ". Name one with --array.")));
            check(file, rows);
            Optional<TensorInfo> tokens = options.tokenArray().isPresent()
                    ? options.tokenArray().map(source::info)
                    : choose(file, "token ids", "--token-array", TOKENS, all, false);
            ImportShard shard = new ImportShard(source, rows, tokens);
            opened = true;
            return shard;
        } finally {
            if (!opened) {
                source.close();
            }
        }
    }

    private static Optional<TensorInfo> choose(
            Path file, String what, String option, List<String> usual, List<TensorInfo> all, boolean floats) {
        List<TensorInfo> fit = all.stream()
                .filter(info -> info.dtype().isFloat() == floats)
                .filter(info -> !info.name().equals(STARTS))
                .filter(info -> !floats || info.shape().length == 2 || info.shape().length == 3)
                .toList();
        for (String name : usual) {
            for (TensorInfo info : fit) {
                if (info.name().equals(name)) {
                    return Optional.of(info);
                }
            }
        }
        if (fit.size() > 1) {
            throw new BadInputException(file + " has several arrays that may be " + what + ": "
                    + fit.stream().map(TensorInfo::name).toList() + ". Name one with " + option + ".");
        }
        return fit.stream().findFirst();
    }

    private static void check(Path file, TensorInfo rows) {
        long[] shape = rows.shape();
        if (!rows.dtype().isFloat() || (shape.length != 2 && shape.length != 3)) {
            throw new BadInputException(file + ": array " + rows
                    + " is no activations; they are floating-point numbers of shape [rows, width], [batch, positions,"
                    + " width] or [steps, batch, width].");
        }
        if (rows.elements() == 0 || shape[shape.length - 1] > 1 << 24) {
            throw new BadInputException(file + ": array " + rows + " has no rows of a width from 1 to 16,777,216.");
        }
    }

    Path path() {
        return source.path();
    }

    long rows() {
        return rows.elements() / width();
    }

    int width() {
        return (int) rows.shape()[rows.shape().length - 1];
    }

    /** Positions of a context, if the array of activations or that of token ids has them as a dimension. */
    OptionalInt contextLength() {
        Optional<TensorInfo> shaped = tokens.filter(info -> info.shape().length == 2);
        long length = shaped.isPresent()
                ? shaped.get().shape()[1]
                : tokens.isPresent() && rows.shape().length == 3 ? rows.shape()[1] : 0;
        return length < 1 || length > 1 << 20 ? OptionalInt.empty() : OptionalInt.of((int) length);
    }

    Optional<int[]> tokens() {
        return tokens.map(info -> tokens(source, info));
    }

    /** Where the documents start, in rows of this file, if it says. */
    Optional<long[]> documentStarts() {
        return source.names().contains(STARTS) ? Optional.of(source.longs(STARTS)) : Optional.empty();
    }

    /** The token ids of a file that holds nothing else. */
    static int[] tokens(Path file, Optional<String> array) {
        try (TensorSource source = TensorSource.open(file)) {
            List<TensorInfo> all = source.names().stream().map(source::info).toList();
            TensorInfo info = array.isPresent()
                    ? source.info(array.get())
                    : choose(file, "token ids", "--token-array", TOKENS, all, false)
                            .orElseThrow(() -> new BadInputException(
                                    file + " holds no whole numbers, so no token ids; it has " + all + "."));
            return tokens(source, info);
        }
    }

    /** The whole numbers of a file with one array. */
    static long[] longs(Path file) {
        try (TensorSource source = TensorSource.open(file)) {
            return source.longs(source.names().iterator().next());
        }
    }

    private static int[] tokens(TensorSource source, TensorInfo info) {
        long[] wide = source.longs(info.name());
        int[] ids = new int[wide.length];
        for (int i = 0; i < ids.length; i++) {
            if (wide[i] < 0 || wide[i] > Integer.MAX_VALUE) {
                throw new BadInputException(source.path() + ": array `" + info.name() + "` holds " + wide[i]
                        + " at place " + i + ", which is no token id.");
            }
            ids[i] = (int) wide[i];
        }
        return ids;
    }

    /**
     * Copies rows.
     *
     * @param first the first row of this file
     * @param factor what they are multiplied by
     * @param limit largest absolute value that can be stored
     */
    void copyRows(long first, FloatMatrix into, double factor, float limit) {
        source.copyFloats(rows.name(), first * width(), into.rows() * width(), into.data());
        FiniteRows.check(into, row -> path() + ": row " + (first + row));
        if (factor != 1) {
            for (long i = 0; i < into.rows() * width(); i++) {
                float value = into.data().getAtIndex(ValueLayout.JAVA_FLOAT, i);
                into.data().setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) (value * factor));
            }
        }
        FiniteRows.check(
                into,
                limit,
                row -> path() + ": row " + (first + row),
                "too large for half floats (65504 at most); import without --half");
    }

    @Override
    public void close() {
        source.close();
    }
}
