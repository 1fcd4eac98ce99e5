package org.latentworkbench.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.pipeline.OpenedIndex;
import org.latentworkbench.engine.pipeline.SearchBench;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times searches. */
@picocli.CommandLine.Command(
        name = "search",
        description = "Time token-regex searches of growing difficulty over an index, ranking included.",
        footer = {"", "Example:", "  workbench bench search --sae demo"})
final class BenchSearchCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The indexed corpus, if there are several.")
    String corpus;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Measured repetitions (default: ${DEFAULT-VALUE}).")
    int rounds = 5;

    @Parameters(arity = "0..*", paramLabel = "SCRIPT", description = "Scripts to time instead of the standard ones.")
    List<String> scripts = List.of();

    BenchSearchCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace();
                OpenedIndex opened = OpenedIndex.open(workspace, sae, optional(corpus))) {
            SearchBench.Result result =
                    run(new SearchBench(opened, scripts.isEmpty() ? SearchBench.STANDARD : scripts, rounds));
            return Answer.of(result, out -> {
                var table = new Table("script", "matches", "ms");
                result.queries()
                        .forEach(query -> table.row(
                                query.script(), Texts.count(query.matches()), Texts.fixed(1000 * query.seconds(), 1)));
                table.print(out);
                out.println("median " + Texts.fixed(1000 * result.medianSeconds(), 1) + " ms, 95 % within "
                        + Texts.fixed(1000 * result.p95Seconds(), 1) + " ms, " + Texts.count(result.tokens())
                        + " tokens, " + Texts.count(result.latents()) + " latents");
            });
        }
    }
}
