package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.DocumentMatcher;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.syntax.Formatter;
import org.latentworkbench.engine.search.syntax.TokenRegexException;
import org.latentworkbench.engine.text.ConceptTrack;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.Tokenizer;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Where a token regex matches. */
@picocli.CommandLine.Command(
        name = "match",
        description = "Show where token-regex scripts match: documents and positions of the last tokens, from 0.",
        footer = {
            "",
            "Examples:",
            "  workbench match ' said' --corpus demo",
            "  workbench match '( a){1,}# twice' --format           lays a script out anew, without matching it",
            "  workbench match --queries queries.json --documents docs.json --tokenizer tokenizer.json --json"
        })
final class MatchCommand extends Command {
    @Nullable
    @Parameters(arity = "0..1", paramLabel = "SCRIPT", description = "The token regex.")
    String script;

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The corpus of the workspace to match in.")
    String corpus;

    @Nullable
    @Option(
            names = "--queries",
            paramLabel = "FILE",
            description = "Instead of a script: a JSON list of objects with name, script and optional literals.")
    Path queries;

    @Nullable
    @Option(names = "--documents", paramLabel = "FILE", description = "Instead of a corpus: JSON with documents[].ids.")
    Path documents;

    @Nullable
    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description = "With --documents: the tokenizer.json of the ids.")
    Path tokenizer;

    @Option(
            names = "--format",
            description = "Print the scripts laid out in the standard way instead of matching them.")
    boolean format;

    MatchCommand(Program program) {
        super(program);
    }

    private record Row(
            String name,
            @Nullable List<int[]> positions,
            long count,
            double seconds,
            @Nullable String error,
            boolean complete) {}

    private record Result(long documents, long tokens, double seconds, List<Row> results) {}

    private record Formatted(String name, String script) {}

    @Override
    Answer answer() {
        List<QueryFile.Query> asked = asked();
        if (format) {
            List<Formatted> formatted = asked.stream()
                    .map(query -> new Formatted(query.name(), Formatter.format(query.script())))
                    .toList();
            return Answer.of(
                    Map.of("results", formatted), out -> formatted.forEach(query -> out.println(query.script())));
        }
        Path file = documents;
        if (file != null) {
            Path vocabulary = tokenizer;
            if (vocabulary == null || corpus != null) {
                throw new BadInputException("--documents needs --tokenizer, and no --corpus.");
            }
            RegexEnvironment environment = RegexEnvironment.of(Tokenizer.load(vocabulary));
            List<int[]> texts =
                    QueryFile.documents(file, environment.vocabulary().size());
            long total = texts.stream().mapToLong(ids -> ids.length).sum();
            return answer(asked, environment, DocumentMatcher.over(texts), total);
        }
        String name = corpus;
        if (name == null) {
            throw new BadInputException("Say where to match: --corpus NAME, or --documents FILE --tokenizer FILE.");
        }
        try (Workspace workspace = existingWorkspace();
                TokenCorpus tokens = TokenCorpus.open(workspace.require(Section.CORPORA, name))) {
            RegexEnvironment environment = RegexEnvironment.of(tokens.tokenizer())
                    .withLiterals(workspace.wordLists().all())
                    .withConcepts(tokens.concepts().map(ConceptTrack::concepts).orElse(List.of()));
            return answer(asked, environment, DocumentMatcher.over(tokens), tokens.tokenCount());
        }
    }

    private List<QueryFile.Query> asked() {
        Path file = queries;
        String single = script;
        if ((file == null) == (single == null)) {
            throw new BadInputException("Give either a SCRIPT or --queries FILE.");
        }
        return file != null
                ? QueryFile.queries(file)
                : List.of(new QueryFile.Query("", String.valueOf(single), Map.of()));
    }

    private Answer answer(
            List<QueryFile.Query> asked, RegexEnvironment environment, DocumentMatcher documents, long tokens) {
        JobContext context = quietContext();
        boolean single = queries == null;
        List<Row> rows = new ArrayList<>();
        for (QueryFile.Query query : asked) {
            try {
                rows.add(match(query, withLists(environment, query), documents, context));
            } catch (TokenRegexException e) {
                if (single) {
                    throw e;
                }
                rows.add(new Row(query.name(), null, 0, 0, e.rendering(), true));
            }
        }
        double seconds = rows.stream().mapToDouble(Row::seconds).sum();
        var result = new Result(documents.documents(), tokens, seconds, rows);
        return Answer.of(result, out -> {
            var table = new Table("query", "matches", "ms", "");
            for (int i = 0; i < rows.size(); i++) {
                Row row = rows.get(i);
                String error = row.error();
                table.row(
                        row.name().isEmpty() ? asked.get(i).script().replace("\n", "⏎") : row.name(),
                        Texts.count(row.count()),
                        Texts.fixed(1000 * row.seconds(), 1),
                        error == null
                                ? (row.complete() ? "" : "not all found")
                                : error.lines().findFirst().orElse(""));
            }
            table.print(out);
            if (!single) {
                out.println(Texts.count(rows.size()) + " queries in " + Texts.fixed(1000 * seconds, 1) + " ms");
            }
        });
    }

    /** A query's own word lists come before those of the workspace. */
    private static RegexEnvironment withLists(RegexEnvironment environment, QueryFile.Query query) {
        Map<String, List<String>> lists = new HashMap<>(environment.literals());
        lists.putAll(query.literals());
        return environment.withLiterals(lists);
    }

    private static Row match(
            QueryFile.Query query, RegexEnvironment environment, DocumentMatcher documents, JobContext context) {
        DocumentMatcher.Matches found = documents.match(query.script(), environment, context);
        return new Row(query.name(), found.positions(), found.count(), found.seconds(), null, found.complete());
    }
}
