package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.training.TrainingConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Settings of a training run. */
final class TrainingOptions {
    static final List<String> NAMES = Stream.of(
                    KindOptions.NAMES,
                    OptimiserOptions.NAMES,
                    List.of("--width", "--tokens", "--steps", "--batch", "--checkpoint-every"))
            .flatMap(List::stream)
            .toList();

    private static final long DEFAULT_TOKENS = 4_000_000;

    @Mixin
    KindOptions kinds = new KindOptions();

    @Mixin
    OptimiserOptions optimiser = new OptimiserOptions();

    @Option(names = "--width", paramLabel = "N", description = "Number of latents; needed for a new run.")
    int width;

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
    @Option(names = "--checkpoint-every", paramLabel = "N", description = "Steps between checkpoints.")
    Long checkpointEvery;

    /** Name of the kind. */
    String kind() {
        return kinds.kind;
    }

    /** What is missing for a new run, in a sentence. */
    Optional<String> missing() {
        Optional<String> ofKind = kinds.missing();
        return width == 0
                ? Optional.of(
                        "Missing required options: a new run needs --width" + (ofKind.isPresent() ? " and --k." : "."))
                : ofKind;
    }

    /** A run with these settings, what was not given at its usual value. */
    TrainingConfig config(long seed) {
        if (width < 1) {
            throw new BadInputException("--width must be at least 1; it is " + width + ".");
        }
        long chosenSteps = steps(rows()).orElseGet(this::usualSteps);
        TrainingConfig config = optimiser.apply(kinds.config(width, rows(), chosenSteps, seed));
        return config.withCheckpointEvery(Optional.ofNullable(checkpointEvery).orElse(config.checkpointEvery()));
    }

    /**
     * Another run with what was given changed.
     *
     * @param batchGiven whether --batch was
     */
    TrainingConfig changed(TrainingConfig other, boolean batchGiven) {
        TrainingConfig changed = batchGiven ? other.withBatch(rows()) : other;
        changed = changed.withSteps(steps(changed.batch()).orElse(changed.steps()));
        changed = optimiser.apply(kinds.changed(changed));
        return changed.withCheckpointEvery(Optional.ofNullable(checkpointEvery).orElse(changed.checkpointEvery()));
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
}
