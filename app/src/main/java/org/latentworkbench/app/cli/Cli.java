package org.latentworkbench.app.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;

/** The command line as a whole. */
public final class Cli {
    private Cli() {}

    /**
     * Runs one command line.
     *
     * @return the exit code: 0 done, 1 failed, 2 wrong usage, 130 cancelled
     */
    public static int run(Program program, List<String> arguments) {
        try {
            return commands(program).execute(arguments.toArray(String[]::new));
        } finally {
            program.console().out().flush();
            program.console().err().flush();
        }
    }

    static CommandLine commands(Program program) {
        var errors = new Errors(program);
        var root = new CommandLine(new RootCommand(program))
                .addSubcommand(new GuiCommand(program))
                .addSubcommand(new DemoCommand(program))
                .addSubcommand(new DoctorCommand(program))
                .addSubcommand(ModelCommand.group(program))
                .addSubcommand(CorpusCommand.group(program))
                .addSubcommand(TrashCommand.group(program))
                .addSubcommand(new HarvestCommand(program))
                .addSubcommand(ActivationsCommand.group(program))
                .addSubcommand(new TrainCommand(program))
                .addSubcommand(new SweepCommand(program))
                .addSubcommand(new RunsCommand(program))
                .addSubcommand(new ScalingCommand(program))
                .addSubcommand(new ToyCommand(program))
                .addSubcommand(IndexCommand.group(program))
                .addSubcommand(new LatentsCommand(program))
                .addSubcommand(new LatentCommand(program))
                .addSubcommand(new EvaluateCommand(program))
                .addSubcommand(new ExplainCommand(program))
                .addSubcommand(new SearchCommand(program))
                .addSubcommand(new LanguageCommand(program))
                .addSubcommand(WordsCommand.group(program))
                .addSubcommand(new MatchCommand(program))
                .addSubcommand(new TreeCommand(program))
                .addSubcommand(BenchCommand.group(program));
        root.addSubcommand(new CompletionCommand(program, root));
        root.setOut(new PrintWriter(program.console().out(), true, StandardCharsets.UTF_8));
        root.setErr(new PrintWriter(program.console().err(), true, StandardCharsets.UTF_8));
        root.setUsageHelpAutoWidth(false);
        root.setExecutionExceptionHandler((error, _, _) -> errors.failed(error));
        root.setParameterExceptionHandler((error, _) -> errors.usage(error));
        return root;
    }
}
