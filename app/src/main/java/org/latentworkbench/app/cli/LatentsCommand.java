package org.latentworkbench.app.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.pipeline.OpenedIndex;
import org.latentworkbench.engine.search.mining.MinedRegex;
import org.latentworkbench.engine.search.mining.MinedRegexes;
import org.latentworkbench.engine.workspace.Label;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** The table of latents. */
@picocli.CommandLine.Command(
        name = "latents",
        description = "List the latents of an autoencoder.",
        footer = {"", "Example:", "  workbench latents --sae demo --sort density --limit 20"})
final class LatentsCommand extends Command {
    private static final int TOP_TOKENS = 8;

    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The indexed corpus, if there are several.")
    String corpus;

    @Option(
            names = "--sort",
            paramLabel = "COLUMN",
            defaultValue = "id",
            description = "id, density, max, mean, level, label or f1 of the best regex (default: ${DEFAULT-VALUE}).")
    String sort = "id";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Latents shown at most; 0 for all (default: ${DEFAULT-VALUE}).")
    int limit = 50;

    @Nullable
    @Option(
            names = "--matching",
            paramLabel = "WORDS",
            description = "Only latents whose label, note, best regex or top tokens hold these words.")
    String matching;

    @Option(names = "--starred", description = "Only starred latents.")
    boolean starred;

    LatentsCommand(Program program) {
        super(program);
    }

    private record Row(
            int id,
            int level,
            double density,
            double max,
            double mean,
            String label,
            boolean starred,
            List<String> topTokens,
            String regex,
            double regexF1) {}

    private record Result(String sae, int total, List<Row> latents) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace();
                OpenedIndex opened = OpenedIndex.open(workspace, sae, optional(corpus))) {
            int total = opened.index().info().latents();
            Optional<MinedRegexes> explanations = opened.explanations();
            String words = matching;
            IntStream ids = words == null
                    ? IntStream.range(0, total)
                    : IntStream.of(opened.index().latentsMatching(words));
            var rows = ids.mapToObj(id -> row(opened, explanations, id))
                    .filter(row -> !starred || row.starred())
                    .sorted(order(words != null))
                    .limit(limit > 0 ? limit : Long.MAX_VALUE)
                    .toList();
            return Answer.of(new Result(sae, total, rows), out -> {
                var table = new Table("id", "level", "density", "mean", "max", "label", "top tokens", "best regex");
                rows.forEach(row -> table.row(
                        Integer.toString(row.id()),
                        Integer.toString(row.level()),
                        Texts.percent(row.density()),
                        Texts.fixed(row.mean(), 2),
                        Texts.fixed(row.max(), 2),
                        (row.starred() ? "* " : "") + row.label(),
                        Texts.tokens(row.topTokens()),
                        row.regex()));
                table.print(out);
            });
        }
    }

    private static Row row(OpenedIndex opened, Optional<MinedRegexes> explanations, int id) {
        LatentStatistics statistics = opened.index().statistics();
        Label label = opened.labels().label(id).orElse(Label.NONE);
        Optional<MinedRegex> explanation = explanations.flatMap(known -> known.latent(id));
        return new Row(
                id,
                statistics.level(id),
                statistics.density(id),
                statistics.max(id),
                statistics.mean(id),
                label.label(),
                label.starred(),
                opened.topTokens(id, TOP_TOKENS),
                explanation.map(MinedRegex::script).orElse(""),
                explanation.map(MinedRegex::f1).orElse(0.0));
    }

    private Comparator<Row> order(boolean byRelevance) {
        return switch (sort) {
            case "id" -> byRelevance ? (_, _) -> 0 : Comparator.comparingInt(Row::id);
            case "density" -> Comparator.comparingDouble(Row::density).reversed();
            case "max" -> Comparator.comparingDouble(Row::max).reversed();
            case "mean" -> Comparator.comparingDouble(Row::mean).reversed();
            case "level" -> Comparator.comparingInt(Row::level).thenComparingInt(Row::id);
            case "f1" -> Comparator.comparingDouble(Row::regexF1).reversed().thenComparingInt(Row::id);
            case "label" ->
                Comparator.comparing((Row row) -> row.label().isEmpty())
                        .thenComparing(Row::label)
                        .thenComparingInt(Row::id);
            default ->
                throw new BadInputException(
                        "There is no column \"" + sort + "\"; choose id, density, max, mean, level, label or f1.");
        };
    }
}
