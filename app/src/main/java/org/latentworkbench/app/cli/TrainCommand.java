package org.latentworkbench.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.pipeline.RunBeginning;
import org.latentworkbench.engine.pipeline.Train;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.LaneChoice;
import org.latentworkbench.engine.training.StopRule;
import org.latentworkbench.engine.training.StoredRun;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.training.TrainingResult;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains an autoencoder. */
@picocli.CommandLine.Command(
        name = "train",
        description = "Train a sparse autoencoder on cached activations, or on activations straight from a model.",
        footer = {
            "",
            "Examples:",
            "  workbench train --activations acts --kind matryoshka --width 1024 --k 24 --prefixes 64,256,1024",
            "  workbench train --model stories --corpus demo --hook resid_post.2 --kind topk --width 512 --k 16",
            "  workbench train --activations acts --kind gated --width 1024 --target-l0 24",
            "  workbench train --name my-sae --resume",
            "  workbench train --branch my-sae@best --learning-rate 1e-4 --steps 4000 --name my-sae-slow",
            "  workbench train --from saes/my-sae/run.json --name my-sae-again"
        })
final class TrainCommand extends Command {
    /** What a branch takes from the run it begins with. */
    private static final List<String> NOT_IN_A_BRANCH =
            List.of("--activations", "--model", "--corpus", "--hook", "--kind", "--width", "--prefixes", "--seed");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    TrainingOptions settings = new TrainingOptions();

    @Nullable
    @Option(names = "--name", paramLabel = "S", description = "Name of the autoencoder; KIND-WIDTH by default.")
    String name;

    @Option(
            names = "--resume",
            description =
                    "Go on with the run --name that was stopped; it knows its settings and activations. Where they are"
                            + " given again they must be the same.")
    boolean resume;

    @Option(
            names = "--lane",
            paramLabel = "LANE",
            hidden = true,
            defaultValue = "auto",
            description = "What takes the steps: cpu, torch, or auto, which is torch on a GPU.")
    String lane = "auto";

    @Nullable
    @Option(
            names = "--branch",
            paramLabel = "RUN[@STATE]",
            description = "Begin with a checkpoint of another run (last, best or its step; last by default) and its"
                    + " settings; --k, --learning-rate, --steps, --tokens and --batch may be changed.")
    String branch;

    @Nullable
    @Option(
            names = "--from",
            paramLabel = "FILE",
            description = "Train once more what a run.json describes, and say whether the parameters are the same.")
    Path from;

    @Nullable
    @Option(
            names = "--patience",
            paramLabel = "STEPS",
            description = "End early when the FVU has not fallen for so many steps.")
    Long patience;

    @Option(
            names = "--improvement",
            paramLabel = "SHARE",
            defaultValue = "0.005",
            description = "With --patience: the share by which the FVU must fall (default: ${DEFAULT-VALUE}).")
    double improvement = StopRule.USUAL_IMPROVEMENT;

    TrainCommand(Program program) {
        super(program);
    }

    private record Result(
            String sae,
            long steps,
            long tokens,
            double fvu,
            double l0,
            double deadFraction,
            double tokensPerSecond,
            String parametersSha256,
            @Nullable Boolean reproduced) {}

    @Override
    Answer answer() {
        checkUsage();
        try (Workspace workspace = isOfAnotherRun() ? existingWorkspace() : workspace()) {
            Optional<String> expected = Optional.ofNullable(from)
                    .flatMap(file -> StoredRun.of(Manifest.readTree(file), file).parametersSha256());
            Train job = withStop(job(workspace));
            TrainingResult result = train(job);
            Boolean same = expected.map(result.parametersSha256()::equals).orElse(null);
            return Answer.of(
                    new Result(
                            job.name(),
                            result.steps(),
                            result.tokens(),
                            result.fvu(),
                            result.l0(),
                            result.deadFraction(),
                            result.tokensPerSecond(),
                            result.parametersSha256(),
                            same),
                    out -> {
                        out.println("autoencoder " + job.name() + ": FVU " + Texts.fixed(result.fvu(), 4) + " at L0 "
                                + Texts.fixed(result.l0(), 1) + ", " + Texts.percent(result.deadFraction())
                                + " dead, " + Texts.count(result.tokens()) + " tokens at "
                                + Texts.number(result.tokensPerSecond()) + " tokens/s");
                        if (same != null) {
                            out.println(
                                    same
                                            ? "The parameters are those of the first run, bit for bit."
                                            : "The parameters differ from those of the first run; it was trained by"
                                                    + " another processor type, device or version.");
                        }
                    });
        }
    }

    private Train job(Workspace workspace) {
        ComputeDevice device = common.computeDevice();
        LaneChoice choice = LaneChoice.parse(lane, device);
        return job(workspace, device).with(choice);
    }

    private Train job(Workspace workspace, ComputeDevice device) {
        Path file = from;
        if (file != null) {
            return Train.repeated(workspace, file, required(name, "--name"), device);
        }
        String parent = branch;
        if (parent != null) {
            return branched(workspace, parent, device);
        }
        if (isAsItBegan()) {
            return Train.resumed(workspace, required(name, "--name"), device);
        }
        TrainingConfig config = settings.config(common.seed);
        String chosen = optional(name).orElse(settings.kind() + "-" + settings.width);
        return new Train(workspace, chosen, data.source(this, workspace), config, resume, device);
    }

    private Train branched(Workspace workspace, String parent, ComputeDevice device) {
        int at = parent.lastIndexOf('@');
        String run = at < 0 ? parent : parent.substring(0, at);
        String state = at < 0 ? "last" : parent.substring(at + 1);
        Path folder = workspace.saeDir(run);
        if (!Files.isRegularFile(folder.resolve("run.json"))) {
            throw new BadInputException("There is no training run \"" + run + "\" in the workspace "
                    + workspace.directory() + " to branch from.");
        }
        TrainingConfig config = settings.changed(StoredRun.read(folder).config(), isGiven("--batch"));
        return Train.branched(workspace, run, state, required(name, "--name"), config, device);
    }

    private Train withStop(Train job) {
        Long steps = patience;
        if (steps == null) {
            return job;
        }
        RunBeginning beginning = job.beginning().withStop(new StopRule(steps, improvement));
        return job.with(beginning);
    }

    private boolean isOfAnotherRun() {
        return from != null || branch != null || isAsItBegan();
    }

    private boolean isAsItBegan() {
        return resume
                && from == null
                && branch == null
                && !isGiven("--seed")
                && Stream.of(DataOptions.NAMES, TrainingOptions.NAMES)
                        .flatMap(List::stream)
                        .noneMatch(this::isGiven);
    }

    private void checkUsage() {
        if (from != null || branch != null) {
            String option = from != null ? "--from" : "--branch";
            List<String> excluded = from != null
                    ? Stream.of(DataOptions.NAMES, TrainingOptions.NAMES, List.of("--branch", "--seed", "--patience"))
                            .flatMap(List::stream)
                            .toList()
                    : NOT_IN_A_BRANCH;
            excluded.stream().filter(this::isGiven).findFirst().ifPresent(given -> {
                throw new ParameterException(
                        spec.commandLine(), given + " is what the other run says; leave it out with " + option + ".");
            });
            if (resume) {
                throw new ParameterException(
                        spec.commandLine(), "Go on with --name S --resume alone; the run knows its " + option + ".");
            }
        } else if (!isAsItBegan()) {
            settings.missing().ifPresent(sentence -> {
                throw new ParameterException(
                        spec.commandLine(),
                        resume ? "Give --resume and --name alone, or all settings of the run. " + sentence : sentence);
            });
        }
        if (isOfAnotherRun() && name == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    isAsItBegan() ? "Name the run to go on with: --name S --resume." : "Name the new run: --name S.");
        }
    }

    private static String required(@Nullable String value, String option) {
        if (value == null) {
            throw new BadInputException("Give " + option + ".");
        }
        return value;
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private TrainingResult train(Train job) {
        try {
            return run(job);
        } catch (CancelledException e) {
            boolean canGoOn =
                    Files.isDirectory(job.workspace().saeDir(job.name()).resolve("checkpoints"));
            throw canGoOn
                    ? new CancelledException(
                            "Stopped. \"workbench train --name " + job.name() + " --resume\" goes on from here.", e)
                    : e;
        }
    }
}
