package org.latentworkbench.app.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.pipeline.MatchBench;
import org.latentworkbench.engine.pipeline.OpenedIndex;
import org.latentworkbench.engine.pipeline.SearchBench;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.text.Tokenizer;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Times searches. */
@picocli.CommandLine.Command(
        name = "search",
        description = {
            "Time token-regex searches of growing difficulty over an index, ranking of all latents included.",
            "With --tokens over a made-up index, with --queries matching alone in tokenised documents."
        },
        footer = {
            "",
            "Examples:",
            "  workbench bench search --sae demo",
            "  workbench bench search --tokens 10000000 --folder /tmp/search-bench",
            "  workbench bench search --queries queries.json --documents docs.json --tokenizer tokenizer.json"
        })
final class BenchSearchCommand extends Command {
    private static final int MOST_SHOWN = 60;

    @Nullable
    @Option(names = "--sae", paramLabel = "S", description = "The autoencoder.")
    String sae;

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The indexed corpus, if there are several.")
    String corpus;

    @Option(names = "--tokens", paramLabel = "N", description = "Instead of --sae: size of a made-up corpus.")
    long tokens;

    @Option(
            names = "--latents",
            paramLabel = "N",
            defaultValue = "16384",
            description = "With --tokens: latents of the made-up autoencoder (default: ${DEFAULT-VALUE}).")
    int latents;

    @Option(
            names = "--per-token",
            paramLabel = "N",
            defaultValue = "32",
            description = "With --tokens: active latents per token (default: ${DEFAULT-VALUE}).")
    int perToken;

    @Nullable
    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "With --tokens: keep the made-up index here, and use the one that is here already.")
    Path folder;

    @Nullable
    @Option(names = "--queries", paramLabel = "FILE", description = "Instead of --sae: queries as for \"match\".")
    Path queries;

    @Nullable
    @Option(names = "--documents", paramLabel = "FILE", description = "With --queries: JSON with documents[].ids.")
    Path documents;

    @Nullable
    @Option(names = "--tokenizer", paramLabel = "FILE", description = "With --queries: the tokenizer.json of the ids.")
    Path tokenizer;

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
        String name = sae;
        Path asked = queries;
        if ((name == null ? 0 : 1) + (asked == null ? 0 : 1) + (tokens == 0 ? 0 : 1) != 1) {
            throw new BadInputException("Say what to search: --sae NAME, --tokens N, or --queries FILE.");
        }
        if (asked != null) {
            return matching(asked);
        }
        List<String> timed = scripts.isEmpty() ? SearchBench.STANDARD : scripts;
        if (name == null) {
            return answer(madeUp(timed));
        }
        try (Workspace workspace = existingWorkspace();
                OpenedIndex opened = OpenedIndex.open(workspace, name, optional(corpus))) {
            return answer(run(SearchBench.of(opened, timed, rounds)));
        }
    }

    private SearchBench.Result madeUp(List<String> timed) {
        Path kept = folder;
        if (kept != null) {
            return run(new SearchBench.Synthetic(kept, tokens, latents, perToken, common.seed, timed, rounds));
        }
        Path temporary;
        try {
            temporary = Files.createTempDirectory("latent-workbench-bench");
        } catch (IOException e) {
            throw new ResourceException("Cannot make a temporary folder (" + e.getMessage() + ").", e);
        }
        try {
            return run(new SearchBench.Synthetic(temporary, tokens, latents, perToken, common.seed, timed, rounds));
        } finally {
            AtomicFile.deleteQuietly(temporary);
        }
    }

    private static Answer answer(SearchBench.Result result) {
        return Answer.of(result, out -> print(result, out));
    }

    private static void print(SearchBench.Result result, PrintStream out) {
        var table = new Table("script", "matches", "ms", "matching", "ranking");
        result.queries().stream()
                .sorted(Comparator.comparingDouble(SearchBench.Query::seconds).reversed())
                .forEach(query -> table.row(
                        shown(query.script()),
                        Texts.count(query.matches()),
                        Texts.fixed(1000 * query.seconds(), 1),
                        Texts.fixed(1000 * query.matchSeconds(), 1),
                        Texts.fixed(1000 * query.rankSeconds(), 1)));
        table.print(out);
        out.println(Texts.count(result.queries().size()) + " scripts, slowest first: median "
                + Texts.fixed(1000 * result.medianSeconds(), 1) + " ms, 95 % within "
                + Texts.fixed(1000 * result.p95Seconds(), 1) + " ms (best rounds: "
                + Texts.fixed(1000 * result.medianBestSeconds(), 1) + " and "
                + Texts.fixed(1000 * result.p95BestSeconds(), 1) + " ms), " + Texts.count(result.tokens())
                + " tokens, " + Texts.count(result.latents()) + " latents, " + result.threads() + " threads, "
                + Texts.bytes(result.heapBytes()) + " of heap");
    }

    private static String shown(String script) {
        String line = script.replace("\n", "⏎");
        return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN - 1) + "…" : line;
    }

    private Answer matching(Path asked) {
        Path texts = documents;
        Path vocabulary = tokenizer;
        if (texts == null || vocabulary == null) {
            throw new BadInputException("--queries needs --documents and --tokenizer.");
        }
        RegexEnvironment environment = RegexEnvironment.of(Tokenizer.load(vocabulary));
        List<MatchBench.Query> all = QueryFile.queries(asked).stream()
                .map(query ->
                        new MatchBench.Query(query.name(), query.script(), environment.withLiterals(query.literals())))
                .toList();
        MatchBench.Result result = run(new MatchBench(
                all, QueryFile.documents(texts, environment.vocabulary().size()), rounds));
        return Answer.of(result, out -> {
            var table = new Table("query", "matches", "compile ms", "first ms", "warm ms");
            result.queries().stream()
                    .sorted(Comparator.comparingDouble(MatchBench.Timing::warmSeconds)
                            .reversed())
                    .forEach(query -> table.row(
                            query.name(),
                            Texts.count(query.matches()),
                            Texts.fixed(1000 * query.compileSeconds(), 2),
                            Texts.fixed(1000 * query.freshSeconds(), 2),
                            Texts.fixed(1000 * query.warmSeconds(), 2)));
            table.print(out);
            out.println(Texts.count(result.queries().size()) + " queries over " + Texts.count(result.tokens())
                    + " tokens on one thread, best of " + rounds + " rounds: compiling "
                    + Texts.fixed(1000 * result.compileSeconds(), 1) + " ms, matching with empty tables "
                    + Texts.fixed(1000 * result.freshSeconds(), 1) + " ms, matching warm "
                    + Texts.fixed(1000 * result.warmSeconds(), 1) + " ms");
        });
    }
}
