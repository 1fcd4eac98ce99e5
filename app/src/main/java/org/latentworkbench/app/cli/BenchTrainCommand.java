package org.latentworkbench.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.LaneChoice;
import org.latentworkbench.engine.training.Soak;
import org.latentworkbench.engine.training.TrainBench;
import picocli.CommandLine.Option;

/** Times a training step. */
@picocli.CommandLine.Command(
        name = "train",
        description = {
            "Time a training step, a dense step of the same mathematics, and the encoder product, alternately.",
            "Without sizes, all standard ones are measured, which takes some minutes."
        },
        footer = {"", "Example:", "  workbench bench train --d 768 --n 16384 --k 32 --batch 4096 --rounds 3"})
final class BenchTrainCommand extends Command {
    @Option(names = "--d", paramLabel = "D", description = "Dimensions of the activations.")
    int d;

    @Option(names = "--n", paramLabel = "N", description = "Number of latents.")
    int n;

    @Option(
            names = "--k",
            paramLabel = "K",
            defaultValue = "32",
            description =
                    "Active latents, which kinds without a k are given by their biases (default: ${DEFAULT-VALUE}).")
    int k = 32;

    @Option(
            names = "--batch",
            paramLabel = "B",
            defaultValue = "4096",
            description = "Tokens per step (default: ${DEFAULT-VALUE}).")
    int batch = 4096;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measured repetitions (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "topk",
            description = KindOptions.KINDS + " (default: ${DEFAULT-VALUE}).")
    String kind = "topk";

    @Option(
            names = "--lane",
            paramLabel = "LANE",
            defaultValue = "auto",
            description =
                    "What takes the steps: cpu, torch, or auto, which is torch on a GPU (default: ${DEFAULT-VALUE}).")
    String lane = "auto";

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "Instead: take so many steps on end, and say what the process held in memory after each tenth.")
    long steps;

    @Option(names = "--no-dense", description = "Leave the dense step out.")
    boolean noDense;

    BenchTrainCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        if (rounds < 1 || steps < 0 || k < 1 || batch < 1 || (d > 0) != (n > 0) || d < 0 || n < 0 || (n > 0 && k > n)) {
            throw new BadInputException(
                    "Give --d and --n together, with --k at most --n, and --batch and --rounds of at least 1.");
        }
        List<TrainBench.Shape> shapes =
                d > 0 ? List.of(new TrainBench.Shape(d, n, batch, saeKind(), k)) : TrainBench.standardShapes();
        if (steps > 0) {
            return soak(shapes);
        }
        List<TrainBench.Measurement> measured = run(context -> measure(shapes, context));
        return Answer.of(
                Map.of(
                        "shapes",
                        measured.stream().map(TrainBench.Measurement::asJson).toList()),
                out -> {
                    var table = new Table(
                            "d",
                            "n",
                            "k",
                            "batch",
                            "kind",
                            "lane",
                            "step ms",
                            "dense ms",
                            "product ms",
                            "tokens/s",
                            "dense/step",
                            "step/product");
                    measured.forEach(one -> table.row(
                            Integer.toString(one.shape().width()),
                            Integer.toString(one.shape().latents()),
                            Integer.toString(one.shape().active()),
                            Integer.toString(one.shape().batch()),
                            one.shape().kind().name(),
                            one.lane().lane().word(),
                            milliseconds(one.stepSeconds()),
                            milliseconds(one.denseSeconds()),
                            milliseconds(one.productSeconds()),
                            Texts.number(one.tokensPerSecond()),
                            ratio(one.denseSeconds(), one.stepSeconds()),
                            ratio(one.stepSeconds(), one.productSeconds())));
                    table.print(out);
                });
    }

    private Answer soak(List<TrainBench.Shape> shapes) {
        List<Soak> soaks = run(context -> {
            TrainBench bench = bench();
            List<Soak> done = new ArrayList<>();
            for (TrainBench.Shape shape : shapes) {
                context.message(name(shape));
                done.add(bench.soak(shape, steps, context));
            }
            return done;
        });
        return Answer.of(Map.of("soaks", soaks.stream().map(Soak::asJson).toList()), out -> {
            var table = new Table("d", "n", "k", "batch", "kind", "steps", "step ms", "MB at first", "MB by tenths");
            soaks.forEach(one -> table.row(
                    Integer.toString(one.shape().width()),
                    Integer.toString(one.shape().latents()),
                    Integer.toString(one.shape().active()),
                    Integer.toString(one.shape().batch()),
                    one.shape().kind().name(),
                    Long.toString(one.steps()),
                    milliseconds(one.seconds() / one.steps()),
                    megabytes(one.residentBytes().getFirst()),
                    one.residentBytes().stream()
                            .skip(1)
                            .map(BenchTrainCommand::megabytes)
                            .collect(Collectors.joining(" "))));
            table.print(out);
        });
    }

    private static String megabytes(long bytes) {
        return Long.toString(Math.round(bytes / 1e6));
    }

    private static String name(TrainBench.Shape shape) {
        return "d " + shape.width() + ", n " + shape.latents() + ", "
                + shape.kind().name();
    }

    private TrainBench bench() {
        return new TrainBench(ComputeDevice.cpuThreads(), LaneChoice.parse(lane, common.computeDevice()));
    }

    private SaeKind saeKind() {
        return switch (kind) {
            case "topk" -> new SaeKind.TopK(k);
            case "batchtopk" -> new SaeKind.BatchTopK(k);
            case "matryoshka" ->
                new SaeKind.Matryoshka(
                        k,
                        IntStream.of(16, 8, 4, 2, 1)
                                .map(share -> n / share)
                                .filter(width -> width > 0)
                                .distinct()
                                .boxed()
                                .toList());
            case "matryoshka-random" -> SaeKind.MatryoshkaRandom.usual(n);
            case "gated" -> new SaeKind.Gated();
            case "relu" -> new SaeKind.Relu();
            case "jumprelu" -> new SaeKind.JumpRelu(false);
            default ->
                throw new BadInputException("There is no kind \"" + kind + "\"; choose " + KindOptions.KINDS + ".");
        };
    }

    private List<TrainBench.Measurement> measure(List<TrainBench.Shape> shapes, JobContext context) {
        TrainBench bench = bench();
        List<TrainBench.Measurement> measured = new ArrayList<>();
        for (TrainBench.Shape shape : shapes) {
            context.message(name(shape));
            measured.add(bench.measure(shape, rounds, !noDense, context));
            context.progress(measured.size(), shapes.size());
        }
        return measured;
    }

    private static String ratio(double over, double under) {
        return Double.isNaN(over) ? "" : Texts.fixed(over / under, 2);
    }

    private static String milliseconds(double seconds) {
        return Double.isNaN(seconds) ? "" : Texts.fixed(1000 * seconds, 1);
    }
}
