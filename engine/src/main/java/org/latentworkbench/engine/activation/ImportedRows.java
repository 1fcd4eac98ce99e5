package org.latentworkbench.engine.activation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** The rows of several files from elsewhere, one after the other, with their token ids. */
public final class ImportedRows implements AutoCloseable {
    private static final Set<String> ENDINGS = Set.of("npy", "npz", "safetensors", "bin", "raw");
    private static final Set<String> TOKEN_FILES = Set.of("token_ids", "tokens", "input_ids");
    private static final String START_FILE = "document_starts";
    private static final int MAX_FILES = 100_000;

    private final List<ImportShard> shards;
    private final List<Long> firstRows;
    private final long rows;
    private final int @Nullable [] tokens;
    private final long @Nullable [] starts;

    private ImportedRows(
            List<ImportShard> shards,
            List<Long> firstRows,
            long rows,
            int @Nullable [] tokens,
            long @Nullable [] starts) {
        this.shards = shards;
        this.firstRows = firstRows;
        this.rows = rows;
        this.tokens = tokens;
        this.starts = starts;
    }

    /**
     * Opens files and folders of files; a folder's files by name, numbers in names by their value.
     *
     * @throws BadInputException if they are no activations, or of different widths, or token ids do not fit the rows
     */
    public static ImportedRows open(List<Path> paths, ImportOptions options) {
        List<Path> files = new ArrayList<>();
        paths.forEach(path -> files.addAll(files(path)));
        List<Path> tokenFiles =
                files.stream().filter(file -> TOKEN_FILES.contains(stem(file))).toList();
        List<Path> startFiles =
                files.stream().filter(file -> stem(file).equals(START_FILE)).toList();
        files.removeAll(tokenFiles);
        files.removeAll(startFiles);
        options.tokens().ifPresent(files::remove);
        if (files.isEmpty() || files.size() > MAX_FILES) {
            throw new BadInputException("There are " + files.size() + " files of activations in " + paths
                    + "; expected 1 to " + MAX_FILES + " .npy, .npz, .safetensors or .bin files.");
        }
        List<ImportShard> shards = new ArrayList<>();
        boolean opened = false;
        try {
            for (Path file : files) {
                shards.add(ImportShard.open(file, options));
            }
            Optional<Path> tokenFile = options.tokens().or(() -> single(tokenFiles));
            ImportedRows result = of(shards, tokenFile, single(startFiles), options);
            opened = true;
            return result;
        } finally {
            if (!opened) {
                shards.forEach(ImportShard::close);
            }
        }
    }

    private static ImportedRows of(
            List<ImportShard> shards, Optional<Path> tokenFile, Optional<Path> startFile, ImportOptions options) {
        List<Long> firstRows = new ArrayList<>();
        ImportShard first = shards.getFirst();
        long rows = 0;
        for (ImportShard shard : shards) {
            if (shard.width() != first.width()) {
                throw new BadInputException(shard.path() + " has activations of width " + shard.width()
                        + ", but those of " + first.path() + " have " + first.width() + ". Import them apart.");
            }
            firstRows.add(rows);
            rows += shard.rows();
        }
        int[] tokens = tokenFile.isPresent()
                ? ImportShard.tokens(tokenFile.get(), options.tokenArray())
                : tokensOfShards(shards, rows);
        if (tokens != null && tokens.length != rows) {
            throw new BadInputException(
                    tokenFile.map(Path::toString).orElse(first.path().toString()) + " holds " + tokens.length
                            + " token ids for " + rows + " activations; each activation has one token.");
        }
        long[] starts =
                startFile.isPresent() ? ImportShard.longs(startFile.get()) : startsOfShards(shards, firstRows, rows);
        return new ImportedRows(shards, firstRows, rows, tokens, starts);
    }

    private static int @Nullable [] tokensOfShards(List<ImportShard> shards, long rows) {
        List<int[]> parts = new ArrayList<>();
        for (ImportShard shard : shards) {
            Optional<int[]> part = shard.tokens();
            if (part.isEmpty()) {
                if (!parts.isEmpty()) {
                    throw new BadInputException(shard.path() + " has no token ids, but the files before it have.");
                }
                return null;
            }
            if (part.get().length != shard.rows()) {
                throw new BadInputException(shard.path() + " holds " + part.get().length + " token ids for "
                        + shard.rows() + " activations; each activation has one token.");
            }
            parts.add(part.get());
        }
        int[] all = new int[Math.toIntExact(rows)];
        int at = 0;
        for (int[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** Starts in each file count from its own first row and end with its number of rows. */
    private static long @Nullable [] startsOfShards(List<ImportShard> shards, List<Long> firstRows, long rows) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < shards.size(); i++) {
            Optional<long[]> starts = shards.get(i).documentStarts();
            if (starts.isEmpty()) {
                return null;
            }
            for (int d = 0; d < starts.get().length - 1; d++) {
                all.add(firstRows.get(i) + starts.get()[d]);
            }
        }
        all.add(rows);
        return all.stream().mapToLong(Long::longValue).toArray();
    }

    private static Optional<Path> single(List<Path> files) {
        return files.size() == 1 ? Optional.of(files.getFirst()) : Optional.empty();
    }

    private static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw new BadInputException("There is no file or folder " + path + ".");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> children = Files.list(path)) {
            return children.filter(Files::isRegularFile)
                    .filter(file -> ENDINGS.contains(ending(file)))
                    .sorted(Comparator.comparing(ImportedRows::sortKey))
                    .toList();
        } catch (IOException e) {
            throw new BadInputException("Cannot list the folder " + path + " (" + e.getMessage() + ").", e);
        }
    }

    /** Numbers in a name padded to one length, so that shard 10 comes after shard 9. */
    private static String sortKey(Path file) {
        return java.util.regex.Pattern.compile("\\d{1,18}")
                .matcher(file.getFileName().toString())
                .replaceAll(number -> "0".repeat(18 - number.group().length()) + number.group());
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    /** Number of rows in all files. */
    public long rows() {
        return rows;
    }

    /** Dimensions of a row. */
    public int width() {
        return shards.getFirst().width();
    }

    /** The folder of the first file, for what may lie beside it. */
    public Path folder() {
        Path parent = shards.getFirst().path().toAbsolutePath().getParent();
        return parent == null ? shards.getFirst().path() : parent;
    }

    /** The token of each row, if the files say. */
    public Optional<int[]> tokens() {
        return Optional.ofNullable(tokens);
    }

    /** The first row of each document and the number of rows, if the files say. */
    Optional<long[]> documentStarts() {
        return Optional.ofNullable(starts);
    }

    /** Positions of a context, if the arrays have them as a dimension. */
    OptionalInt contextLength() {
        return shards.getFirst().contextLength();
    }

    /** Copies consecutive rows, as many as the matrix has, multiplied by a factor. */
    void copyRows(long start, FloatMatrix into, double factor, float limit) {
        int shard = 0;
        while (shard + 1 < shards.size() && firstRows.get(shard + 1) <= start) {
            shard++;
        }
        for (long done = 0; done < into.rows(); shard++) {
            long first = start + done - firstRows.get(shard);
            long count = Math.min(into.rows() - done, shards.get(shard).rows() - first);
            shards.get(shard).copyRows(first, into.rows(done, count), factor, limit);
            done += count;
        }
    }

    @Override
    public void close() {
        shards.forEach(ImportShard::close);
    }
}
