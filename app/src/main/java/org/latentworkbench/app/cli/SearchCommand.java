package org.latentworkbench.app.cli;

import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.pipeline.OpenedIndex;
import org.latentworkbench.engine.search.RankedLatent;
import org.latentworkbench.engine.search.SearchOptions;
import org.latentworkbench.engine.search.SearchPlan;
import org.latentworkbench.engine.search.SearchResult;
import org.latentworkbench.engine.search.TokenSearch;
import org.latentworkbench.engine.workspace.Label;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Ranks latents by a token regex. */
@picocli.CommandLine.Command(
        name = "search",
        description = "Rank latents by how well they follow a token regex.",
        footer = {
            "",
            "Examples:",
            "  workbench search --sae demo ' said'                 latents that fire on \" said\"",
            "  workbench search --sae demo '( Lily| Mia)' --top 5  one of several names",
            "  workbench search --sae demo '[a=.].*[a]'            tokens that came before",
            "  workbench search --sae demo ' upon' --explain       how it is looked for",
            "  workbench search --sae demo ' said' --level 1 --density 0.001:0.1"
        })
final class SearchCommand extends Command {
    private static final int TOP_TOKENS = 8;

    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Parameters(paramLabel = "SCRIPT", description = "The token regex.")
    String script = "";

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The indexed corpus, if there are several.")
    String corpus;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "Latents shown at most (default: ${DEFAULT-VALUE}).")
    int top = 10;

    @Option(names = "--ignore-case", description = "Compare without regard to case.")
    boolean ignoreCase;

    @Mixin
    WhichLatents which = new WhichLatents();

    @Option(
            names = "--explain",
            description = "Say what a match is, how it is looked for, and how much of the corpus has to be read.")
    boolean explain;

    SearchCommand(Program program) {
        super(program);
    }

    private record Row(
            int id,
            double cosine,
            double precision,
            double recall,
            double f1,
            double lift,
            double mean,
            long hits,
            long firing,
            String label,
            List<String> topTokens) {}

    private record Result(
            String sae,
            String script,
            String explanation,
            long matches,
            long tokens,
            double seconds,
            int incompleteDocuments,
            @Nullable SearchPlan plan,
            List<Row> latents) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace();
                OpenedIndex opened = OpenedIndex.open(workspace, sae, optional(corpus))) {
            SearchOptions options = SearchOptions.DEFAULT
                    .withLimit(Math.max(0, top))
                    .withIgnoreCase(ignoreCase)
                    .withFilter(which.filter(
                            opened.index().statistics().latents(),
                            opened.labels().all()));
            TokenSearch search = opened.search();
            SearchPlan plan = explain ? search.plan(script, options) : null;
            SearchResult found = search.search(script, options, quietContext());
            var result = new Result(
                    sae,
                    script,
                    found.regex().explain(),
                    found.matches(),
                    found.tokens(),
                    found.seconds(),
                    found.incompleteDocuments(),
                    plan,
                    found.latents().stream().map(latent -> row(opened, latent)).toList());
            return Answer.of(result, out -> {
                out.println(Texts.count(result.matches()) + " matches in " + Texts.count(result.tokens()) + " tokens, "
                        + Texts.fixed(1000 * result.seconds(), 0) + " ms. " + result.explanation());
                if (plan != null) {
                    print(plan, out);
                }
                if (result.incompleteDocuments() > 0) {
                    out.println("In " + Texts.count(result.incompleteDocuments())
                            + " documents the back-references were too costly to follow all; matches may be missing.");
                }
                var table = new Table(
                        "latent", "cosine", "precision", "recall", "F1", "lift", "mean", "label", "top tokens");
                result.latents()
                        .forEach(row -> table.row(
                                Integer.toString(row.id()),
                                Texts.fixed(row.cosine(), 3),
                                Texts.fixed(row.precision(), 3),
                                Texts.fixed(row.recall(), 3),
                                Texts.fixed(row.f1(), 3),
                                Texts.fixed(row.lift(), row.lift() < 10 ? 1 : 0),
                                Texts.fixed(row.mean(), 2),
                                row.label(),
                                Texts.tokens(row.topTokens())));
                table.print(out);
            });
        }
    }

    private static void print(SearchPlan plan, PrintStream out) {
        out.println(plan.method());
        for (SearchPlan.Needed needed : plan.needed()) {
            out.println((needed.tokens() == 1
                            ? "Needed: "
                            : "Needed: one of " + Texts.count(needed.tokens()) + " tokens, such as ")
                    + Texts.tokens(needed.examples())
                    + (needed.inPostings() ? ", looked up in the index" : ""));
        }
        out.println("Reads " + Texts.count(plan.contextsRead()) + " of " + Texts.count(plan.contexts())
                + " contexts, in " + Texts.count(plan.documentsRead()) + " of " + Texts.count(plan.documents())
                + " documents: " + Texts.count(plan.tokensRead()) + " tokens.");
    }

    private static Row row(OpenedIndex opened, RankedLatent latent) {
        return new Row(
                latent.latent(),
                latent.cosine(),
                latent.precision(),
                latent.recall(),
                latent.f1(),
                latent.lift(),
                latent.mean(),
                latent.hits(),
                latent.firing(),
                opened.labels().label(latent.latent()).orElse(Label.NONE).label(),
                opened.topTokens(latent.latent(), TOP_TOKENS));
    }
}
