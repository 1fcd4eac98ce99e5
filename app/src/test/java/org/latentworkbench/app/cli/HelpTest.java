package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class HelpTest {
    @TempDir
    Path home;

    @Test
    void everyCommandHasHelpWithAnExample() {
        List<List<String>> commands = new ArrayList<>();
        var silent = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var program = CliRun.program(new Console(silent, silent, false, 80), home, new Cancellation());
        collect(Cli.commands(program), List.of(), commands);
        assertThat(commands).hasSizeGreaterThan(20);
        for (List<String> command : commands) {
            List<String> arguments = new ArrayList<>(command);
            arguments.add("--help");
            CliRun run = CliRun.in(home, arguments.toArray(String[]::new));
            assertThat(run.code()).as(command.toString()).isZero();
            assertThat(run.out()).as(command.toString()).contains("Example").containsPattern("  .*workbench ");
            assertThat(run.out().lines()).as(command.toString()).allMatch(line -> line.length() <= 120);
            assertThat(run.err()).isEmpty();
        }
    }

    /** The list of commands shows the first line alone. */
    @Test
    void everyDescriptionBeginsWithOneWholeShortSentence() {
        var silent = new PrintStream(PrintStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        var program = CliRun.program(new Console(silent, silent, false, 80), home, new Cancellation());
        firstLines(Cli.commands(program), "workbench");
    }

    private static void firstLines(CommandLine command, String path) {
        String[] description = command.getCommandSpec().usageMessage().description();
        assertThat(description).as(path).isNotEmpty();
        assertThat(description[0])
                .as(path)
                .matches("[A-Z].*\\.")
                .doesNotContain(". ")
                .hasSizeLessThanOrEqualTo(100);
        command.getSubcommands().forEach((name, sub) -> firstLines(sub, path + " " + name));
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        assertThat(CliRun.in(home, "completion").out()).contains("workbench", "harvest", "--prefixes");
    }

    private static void collect(CommandLine command, List<String> path, List<List<String>> found) {
        found.add(path);
        command.getSubcommands().forEach((name, sub) -> {
            List<String> longer = new ArrayList<>(path);
            longer.add(name);
            collect(sub, longer, found);
        });
    }
}
