package org.latentworkbench.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.workspace.UserFolders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One command line, run inside the test. */
record CliRun(int code, String out, String err) {
    static CliRun in(Path home, String... arguments) {
        return run(home, new Cancellation(), arguments);
    }

    static CliRun run(Path home, Cancellation cancellation, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                80);
        int code = Cli.run(program(console, home, cancellation), List.of(arguments));
        return new CliRun(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    static Program program(Console console, Path home, Cancellation cancellation) {
        var folders = new UserFolders(home, home.resolve("config"), home.resolve("state"), home.resolve("cache"));
        Path log = folders.state().resolve("test.log");
        return new Program(console, folders, new NoWindow(), log, cancellation);
    }

    /** The one JSON document on stdout. */
    JsonNode json() {
        return JsonMapper.builder()
                .enable(tools.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build()
                .readTree(out);
    }

    /** What was said as an error, without the place of the details. */
    String error() {
        return err.lines()
                .filter(line -> line.startsWith("error: "))
                .reduce((_, last) -> last)
                .map(line -> line.substring("error: ".length()))
                .orElse("");
    }

    private static final class NoWindow implements Window {
        @Override
        public void open(Optional<Path> workspace, Optional<String> address) {}

        @Override
        public boolean check() {
            return true;
        }
    }
}
