package org.latentworkbench.engine.training;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.tensor.TensorSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Complete states of a run: the newest few and the best in {@code checkpoints/step-*}, and for a branched run the one it began
 * with in {@code checkpoints/start}. A damaged one is passed over for an older one.
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String FORMAT = "latent-workbench/checkpoint";
    private static final int VERSION = 1;
    private static final String MANIFEST = "checkpoint.json";
    private static final String TENSORS = "state.safetensors";
    private static final String PREFIX = "step-";
    private static final int KEPT = 3;

    private static final String START = "start";

    private final Path directory;
    private final Runnable afterEachFile;

    /** @param run folder of the run */
    Checkpoints(Path run) {
        this(run, () -> {});
    }

    /** @param afterEachFile called whenever a file was written */
    Checkpoints(Path run, Runnable afterEachFile) {
        this.directory = run.resolve("checkpoints");
        this.afterEachFile = afterEachFile;
    }

    /**
     * What a checkpoint holds beside the tensors. Random numbers after the initialisation are functions of seed and step, so
     * the seed in {@code run.json} is the whole state of the generator.
     *
     * @param step steps done
     * @param rowsServed rows taken from the stream: the data position
     * @param seconds training time so far
     * @param lossScale constant factor of the reconstruction loss
     * @param threshold running estimate of the inference threshold
     * @param thresholdBatches batches behind it
     * @param trend where the FVU is heading; absent in checkpoints of older versions
     * @param fvu mean FVU of the latest batches; absent if it is unknown
     * @param bytes size of the tensor file
     * @param crc32c checksum of the tensor file
     */
    record Position(
            long step,
            long rowsServed,
            double seconds,
            double lossScale,
            double threshold,
            long thresholdBatches,
            FvuTrend.@Nullable Values trend,
            @Nullable Double fvu,
            long bytes,
            long crc32c) {}

    /** Writes the state of now and drops all but the newest three and the one of least FVU. */
    void write(TrainingState state, long rowsServed, double seconds) {
        Path target = directory.resolve(name(state.step()));
        AtomicFile.directory(target, folder -> {
            Path file = folder.resolve(TENSORS);
            SafetensorsWriter.write(file, tensors(state), Map.of("step", Long.toString(state.step())));
            afterEachFile.run();
            Position position = new Position(
                    state.step(),
                    rowsServed,
                    seconds,
                    state.lossScale(),
                    state.threshold().value(),
                    state.threshold().batches(),
                    state.trend().values(),
                    Double.isFinite(state.trend().fvu()) ? state.trend().fvu() : null,
                    Files.size(file),
                    checksum(file));
            Manifest.write(folder.resolve(MANIFEST), FORMAT, VERSION, position);
            afterEachFile.run();
        });
        afterEachFile.run();
        dropOld();
    }

    private void dropOld() {
        List<Path> all = newestFirst();
        Optional<Path> best = best();
        for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            if (best.filter(old::equals).isEmpty()) {
                AtomicFile.deleteQuietly(old);
            }
        }
    }

    /** The checkpoint of least FVU; empty if none tells. */
    private Optional<Path> best() {
        Path best = null;
        double least = Double.POSITIVE_INFINITY;
        for (Path checkpoint : newestFirst()) {
            Double fvu = position(checkpoint).map(Position::fvu).orElse(null);
            if (fvu != null && fvu < least) {
                least = fvu;
                best = checkpoint;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Every checkpoint that can be read, oldest first. */
    List<Position> all() {
        return newestFirst().reversed().stream()
                .flatMap(checkpoint -> position(checkpoint).stream())
                .toList();
    }

    private static Optional<Position> position(Path checkpoint) {
        try {
            return Optional.of(Manifest.read(checkpoint.resolve(MANIFEST), FORMAT, VERSION, Position.class));
        } catch (BadInputException | UnsupportedException e) {
            LOG.warn("{} is passed over: {}", checkpoint, e.getMessage());
            return Optional.empty();
        }
    }

    /** Deletes what writes that were killed have left; the run is not written by anybody else. */
    void deleteLeftovers() {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            entries.filter(AtomicFile::isTemporary).toList().forEach(AtomicFile::deleteQuietly);
        } catch (IOException e) {
            LOG.warn("could not look for left-overs in {}", directory, e);
        }
    }

    /**
     * Copies a checkpoint into the folder of a run that begins with it.
     *
     * @param step its step
     * @throws BadInputException if there is none of this step, or it is damaged
     */
    Position copyToStart(long step, Path otherRun) {
        return copyToStart(directory.resolve(name(step)), otherRun);
    }

    /** Copies the checkpoint that a branched run began with. */
    Position copyStart(Path otherRun) {
        return copyToStart(directory.resolve(START), otherRun);
    }

    private static Position copyToStart(Path from, Path otherRun) {
        Position position = Manifest.read(from.resolve(MANIFEST), FORMAT, VERSION, Position.class);
        checkTensors(from.resolve(TENSORS), position);
        AtomicFile.directory(new Checkpoints(otherRun).directory.resolve(START), folder -> {
            Files.copy(from.resolve(TENSORS), folder.resolve(TENSORS));
            Manifest.write(folder.resolve(MANIFEST), FORMAT, VERSION, position);
        });
        return position;
    }

    private static String name(long step) {
        return PREFIX + "%010d".formatted(step);
    }

    /** Fills a state from the newest whole checkpoint; empty if there is none. */
    Optional<Position> restoreNewest(TrainingState state) {
        List<Path> candidates = newestFirst();
        candidates.add(directory.resolve(START));
        for (Path checkpoint : candidates) {
            if (!Files.exists(checkpoint)) {
                continue;
            }
            try {
                return Optional.of(restore(checkpoint, state));
            } catch (BadInputException | UnsupportedException e) {
                LOG.warn("{} is passed over: {}", checkpoint, e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static Position restore(Path checkpoint, TrainingState state) {
        Position position = Manifest.read(checkpoint.resolve(MANIFEST), FORMAT, VERSION, Position.class);
        Path file = checkpoint.resolve(TENSORS);
        checkTensors(file, position);
        try (TensorSource tensors = SafetensorsFile.open(file)) {
            read(tensors, "", state.weights());
            read(tensors, "m.", state.firstMoments());
            read(tensors, "v.", state.secondMoments());
            long[] silent = tensors.longs("silent_tokens");
            System.arraycopy(silent, 0, state.silentTokens(), 0, silent.length);
            WeightAverage average = state.average();
            if (average != null) {
                read(tensors, "average.", average.sums());
            }
            double[] energies = doubles(tensors.longs("energies"));
            System.arraycopy(energies, 0, state.energies(), 0, energies.length);
            double[] sparsity = doubles(tensors.longs("sparsity"));
            state.control().restore(sparsity[0], sparsity[1]);
        }
        state.setStep(position.step());
        state.setLossScale(position.lossScale());
        state.threshold().restore(position.threshold(), position.thresholdBatches());
        FvuTrend.Values trend = position.trend();
        state.trend().restore(trend == null ? FvuTrend.Values.NONE : trend);
        return position;
    }

    private static void checkTensors(Path file, Position position) {
        try {
            if (!Files.exists(file) || Files.size(file) != position.bytes() || checksum(file) != position.crc32c()) {
                throw new BadInputException(file + " is not the file its checkpoint was written with.");
            }
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }

    private List<Path> newestFirst() {
        if (!Files.isDirectory(directory)) {
            return new ArrayList<>();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return new ArrayList<>(
                    entries.filter(path -> path.getFileName().toString().startsWith(PREFIX))
                            .sorted(Comparator.comparing(
                                            (Path path) -> path.getFileName().toString())
                                    .reversed())
                            .toList());
        } catch (IOException e) {
            throw new ResourceException("Cannot list " + directory + " (" + e.getMessage() + ").", e);
        }
    }

    private static List<TensorData> tensors(TrainingState state) {
        List<TensorData> tensors = new ArrayList<>();
        add(tensors, "", state.weights());
        add(tensors, "m.", state.firstMoments());
        add(tensors, "v.", state.secondMoments());
        tensors.add(TensorData.ofLongs("silent_tokens", DType.I64, state.silentTokens(), state.latents()));
        WeightAverage average = state.average();
        if (average != null) {
            add(tensors, "average.", average.sums());
        }
        tensors.add(TensorData.ofLongs("energies", DType.I64, bits(state.energies()), state.latents()));
        double[] sparsity = {state.control().coefficient(), state.control().meanActive()};
        tensors.add(TensorData.ofLongs("sparsity", DType.I64, bits(sparsity), sparsity.length));
        return tensors;
    }

    /** Doubles as the whole numbers that have their bits. */
    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    private static double[] doubles(long[] bits) {
        return Arrays.stream(bits).mapToDouble(Double::longBitsToDouble).toArray();
    }

    private static void add(List<TensorData> tensors, String prefix, SaeWeights weights) {
        forEach(
                prefix,
                weights,
                (name, matrix) -> tensors.add(
                        TensorData.ofFloats(name, DType.F32, matrix.data(), matrix.rows(), matrix.columns())));
    }

    private static void read(TensorSource tensors, String prefix, SaeWeights weights) {
        forEach(prefix, weights, (name, matrix) -> {
            if (!tensors.info(name).hasShape(matrix.rows(), matrix.columns())) {
                throw new BadInputException(tensors.path() + ": " + tensors.info(name) + " does not fit this run.");
            }
            MemorySegment target = matrix.data();
            tensors.copyFloats(name, target);
        });
    }

    private static void forEach(
            String prefix, SaeWeights weights, java.util.function.BiConsumer<String, FloatMatrix> action) {
        action.accept(prefix + "encoder", weights.encoder());
        action.accept(prefix + "encoder_bias", weights.encoderBias());
        action.accept(prefix + "decoder", weights.decoder());
        action.accept(prefix + "decoder_bias", weights.decoderBias());
        if (weights.further().rows() > 0) {
            action.accept(prefix + "further", weights.further());
        }
    }

    private static long checksum(Path file) throws IOException {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 20];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return crc.getValue();
    }
}
