package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.training.Schedule;
import org.latentworkbench.engine.training.TrainingConfig;
import picocli.CommandLine.Option;

/** The options of the optimiser. */
final class OptimiserOptions {
    static final List<String> NAMES =
            List.of("--learning-rate", "--schedule", "--warmup", "--decay", "--betas", "--clip", "--ema");

    @Nullable
    @Option(
            names = {"--learning-rate", "--lr"},
            paramLabel = "X",
            description = "Peak learning rate; chosen by width by default.")
    Double learningRate;

    @Nullable
    @Option(
            names = "--schedule",
            paramLabel = "S",
            description = "How the learning rate runs: linear, wsd or cosine; by default as usual for the kind.")
    String schedule;

    @Nullable
    @Option(names = "--warmup", paramLabel = "N", description = "Steps over which the learning rate rises.")
    Long warmup;

    @Nullable
    @Option(names = "--decay", paramLabel = "X", description = "Share of the run at its end over which it falls; 0.2.")
    Double decay;

    @Option(names = "--betas", split = ",", paramLabel = "X", description = "Adam's two betas, such as 0.9,0.999.")
    List<Double> betas = List.of();

    @Nullable
    @Option(names = "--clip", paramLabel = "X", description = "Largest norm of the gradient; 1 by default, 0 for none.")
    Double clip;

    @Nullable
    @Option(
            names = "--ema",
            paramLabel = "X",
            description = "Give the running average of the weights with this decay, such as 0.999.")
    Double ema;

    /** The settings with what was asked for. */
    TrainingConfig apply(TrainingConfig usual) {
        if (!betas.isEmpty() && betas.size() != 2) {
            throw new BadInputException("--betas takes two numbers, such as 0.9,0.999.");
        }
        TrainingConfig.Optimiser present = usual.optimiser();
        var optimiser = new TrainingConfig.Optimiser(
                betas.isEmpty() ? present.beta1() : betas.getFirst(),
                betas.isEmpty() ? present.beta2() : betas.getLast(),
                present.epsilon(),
                warmup == null ? present.warmupSteps() : warmup,
                decay == null ? present.decayFraction() : decay,
                clip == null ? present.clipNorm() : clip,
                schedule == null ? present.schedule() : parse(schedule),
                ema == null ? present.averaging() : ema);
        return usual.withOptimiser(optimiser)
                .withLearningRate(learningRate == null ? usual.learningRate() : learningRate);
    }

    private static Schedule parse(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "linear" -> Schedule.LINEAR;
            case "wsd" -> Schedule.WSD;
            case "cosine" -> Schedule.COSINE;
            default ->
                throw new BadInputException("There is no schedule \"" + name + "\"; choose linear, wsd or cosine.");
        };
    }
}
