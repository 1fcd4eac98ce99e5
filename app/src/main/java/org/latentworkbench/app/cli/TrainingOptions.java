package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.training.TrainingConfig;
import picocli.CommandLine.Option;

/** Settings of a training run. */
final class TrainingOptions {
    static final List<String> NAMES = List.of(
            "--kind",
            "--width",
            "--k",
            "--prefixes",
            "--tokens",
            "--steps",
            "--batch",
            "--learning-rate",
            "--checkpoint-every");

    private static final long DEFAULT_TOKENS = 4_000_000;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "matryoshka",
            description = "topk, batchtopk or matryoshka (default: ${DEFAULT-VALUE}).")
    String kind = "matryoshka";

    @Option(names = "--width", paramLabel = "N", description = "Number of latents; needed for a new run.")
    int width;

    @Option(names = "--k", paramLabel = "K", description = "Active latents per token; needed for a new run.")
    int k;

    @Option(
            names = "--prefixes",
            split = ",",
            paramLabel = "N",
            description = "Widths of the nested dictionaries of a matryoshka, the last one the width; by default a"
                    + " sixteenth, a quarter and all.")
    List<Integer> prefixes = List.of();

    @Nullable
    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "Tokens to train on, over all epochs; 4 million by default.")
    Long tokens;

    @Nullable
    @Option(names = "--steps", paramLabel = "N", description = "Instead of --tokens: steps.")
    Long steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "2048",
            description = "Tokens per step (default: ${DEFAULT-VALUE}).")
    int batch = 2048;

    @Nullable
    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Peak learning rate; chosen by width by default.")
    Double learningRate;

    @Nullable
    @Option(names = "--checkpoint-every", paramLabel = "N", description = "Steps between checkpoints.")
    Long checkpointEvery;

    /** A run with these settings, what was not given at its usual value. */
    TrainingConfig config(long seed) {
        if (width < 1 || k < 1) {
            throw new BadInputException("--width and --k must be at least 1; they are " + width + " and " + k + ".");
        }
        TrainingConfig usual =
                TrainingConfig.defaults(saeKind(), width, rows(), steps(rows()).orElseGet(this::usualSteps), seed);
        return usual.withLearningRate(Optional.ofNullable(learningRate).orElse(usual.learningRate()))
                .withCheckpointEvery(Optional.ofNullable(checkpointEvery).orElse(usual.checkpointEvery()));
    }

    /**
     * Another run with what was given changed.
     *
     * @param batchGiven whether --batch was
     */
    TrainingConfig changed(TrainingConfig other, boolean batchGiven) {
        TrainingConfig changed = batchGiven ? other.withBatch(rows()) : other;
        changed = k == 0 ? changed : changed.withKind(withActive(changed.kind(), k));
        changed = changed.withSteps(steps(changed.batch()).orElse(changed.steps()));
        changed = changed.withLearningRate(Optional.ofNullable(learningRate).orElse(changed.learningRate()));
        return changed.withCheckpointEvery(Optional.ofNullable(checkpointEvery).orElse(changed.checkpointEvery()));
    }

    private static SaeKind withActive(SaeKind kind, int k) {
        return switch (kind) {
            case SaeKind.TopK _ -> new SaeKind.TopK(k);
            case SaeKind.BatchTopK _ -> new SaeKind.BatchTopK(k);
            case SaeKind.Matryoshka(int _, List<Integer> prefixes) -> new SaeKind.Matryoshka(k, prefixes);
            case SaeKind.Relu _, SaeKind.JumpRelu _ ->
                throw new BadInputException("An autoencoder of kind " + kind.name() + " has no --k.");
        };
    }

    private int rows() {
        if (batch < 1) {
            throw new BadInputException("--batch must be at least 1; it is " + batch + ".");
        }
        return batch;
    }

    /** The steps that were asked for, if any were. */
    private Optional<Long> steps(int rowsPerStep) {
        Long givenTokens = tokens;
        Long givenSteps = steps;
        if (givenTokens != null && givenSteps != null) {
            throw new BadInputException("Give either --tokens or --steps.");
        }
        return givenSteps != null
                ? Optional.of(givenSteps)
                : Optional.ofNullable(givenTokens).map(all -> Math.ceilDiv(all, (long) rowsPerStep));
    }

    private long usualSteps() {
        return Math.ceilDiv(DEFAULT_TOKENS, (long) batch);
    }

    private SaeKind saeKind() {
        if (!prefixes.isEmpty() && !kind.equals("matryoshka")) {
            throw new BadInputException("--prefixes belong to the kind matryoshka, not to " + kind + ".");
        }
        return switch (kind) {
            case "topk" -> new SaeKind.TopK(k);
            case "batchtopk" -> new SaeKind.BatchTopK(k);
            case "matryoshka" -> new SaeKind.Matryoshka(k, prefixes.isEmpty() ? usualPrefixes() : prefixes);
            case "gated", "relu", "jumprelu" ->
                throw new UnsupportedException("Autoencoders of kind " + kind
                        + " cannot be trained here yet; choose topk, batchtopk or matryoshka.");
            default ->
                throw new BadInputException("There is no kind \"" + kind + "\"; choose topk, batchtopk or matryoshka.");
        };
    }

    private List<Integer> usualPrefixes() {
        return width < 16 ? List.of(width) : List.of(width / 16, width / 4, width);
    }
}
