package org.latentworkbench.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.CoFiringLatent;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentNote;
import org.latentworkbench.engine.index.LatentScore;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.lm.LogitLens;
import org.latentworkbench.engine.lm.TokenScore;
import org.latentworkbench.engine.pipeline.LatentLogits;
import org.latentworkbench.engine.pipeline.OpenedIndex;
import org.latentworkbench.engine.search.mining.MinedRegex;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.workspace.Label;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One latent. */
@picocli.CommandLine.Command(
        name = "latent",
        description = "Show one latent with the contexts it fires in, or say something about it.",
        footer = {
            "",
            "Examples:",
            "  workbench latent demo 165 --contexts quantile",
            "  workbench latent demo 165 --label 'female names' --star"
        })
final class LatentCommand extends Command {
    private static final int QUANTILES = 5;
    private static final int NEIGHBOURS = 8;

    @Parameters(index = "0", paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Parameters(index = "1", paramLabel = "ID", description = "The latent.")
    int id;

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The indexed corpus, if there are several.")
    String corpus;

    @Option(
            names = "--contexts",
            paramLabel = "WHICH",
            defaultValue = "top",
            description = "top, random, quantile or near-miss (default: ${DEFAULT-VALUE}).")
    String contexts = "top";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "Contexts at most (default: ${DEFAULT-VALUE}).")
    int limit = 10;

    @Option(
            names = "--logits",
            paramLabel = "N",
            defaultValue = "0",
            description = "Show N tokens whose logits it promotes and suppresses directly; loads the model.")
    int logits;

    @Nullable
    @Option(names = "--label", paramLabel = "TEXT", description = "Give it this label.")
    String label;

    @Nullable
    @Option(names = "--note", paramLabel = "TEXT", description = "Give it this note.")
    String note;

    @Nullable
    @Option(names = "--star", negatable = true, description = "Make it a favourite, or no longer.")
    Boolean star;

    LatentCommand(Program program) {
        super(program);
    }

    private record ContextRow(
            int context, int document, long start, float max, int peak, List<String> tokens, float[] activations) {}

    private record Promotion(String token, float logit) {}

    private record Related(int id, double score, long joint) {}

    private record Result(
            String sae,
            int id,
            int level,
            double density,
            double max,
            double mean,
            double norm,
            String label,
            String note,
            boolean starred,
            List<String> topTokens,
            float[] topTokenValues,
            int[] histogram,
            Optional<MinedRegex> explanation,
            List<Promotion> promoted,
            List<Promotion> suppressed,
            List<Related> nearest,
            List<CoFiringLatent> coFiring,
            List<ContextRow> contexts) {}

    @Override
    Answer answer() {
        if (limit < 0) {
            throw new BadInputException("--limit is " + limit + "; it must not be negative.");
        }
        try (Workspace workspace = existingWorkspace();
                OpenedIndex opened = OpenedIndex.open(workspace, sae, optional(corpus))) {
            int latents = opened.index().info().latents();
            if (id < 0 || id >= latents) {
                throw new BadInputException("There is no latent " + id + "; the autoencoder \"" + sae
                        + "\" has latents 0 to " + (latents - 1) + ".");
            }
            remember(opened);
            LogitLens lens = logits > 0
                    ? LatentLogits.of(workspace, sae, new int[] {id}, logits, common.computeDevice())
                    : LatentLogits.NONE;
            Result result = result(opened, lens);
            return Answer.of(result, out -> {
                out.println("latent " + id + " of " + sae + (result.starred() ? "  *" : "")
                        + (result.label().isEmpty() ? "" : "  " + result.label()));
                if (!result.note().isEmpty()) {
                    out.println(result.note());
                }
                out.println("level " + result.level() + ", fires on " + Texts.percent(result.density())
                        + " of tokens, mean " + Texts.fixed(result.mean(), 2) + ", max "
                        + Texts.fixed(result.max(), 2));
                out.println("top tokens: " + Texts.tokens(result.topTokens()));
                result.explanation()
                        .ifPresent(regex -> out.println("best regex: " + regex.script() + "  (precision "
                                + Texts.fixed(regex.precision(), 2) + ", recall "
                                + Texts.fixed(regex.recall(), 2) + " in held-out documents)"));
                if (logits > 0) {
                    out.println("promotes: " + tokens(result.promoted()));
                    out.println("suppresses: " + tokens(result.suppressed()));
                }
                result.contexts()
                        .forEach(row -> out.println(Texts.fixed(row.max(), 2) + "  "
                                + ContextText.around(row.tokens(), row.activations(), row.peak())));
            });
        }
    }

    private void remember(OpenedIndex opened) {
        if (label == null && note == null && star == null) {
            return;
        }
        Label before = opened.labels().label(id).orElse(Label.NONE);
        var now = new Label(
                optional(label).orElse(before.label()),
                optional(note).orElse(before.note()),
                optional(star).orElse(before.starred()));
        opened.labels().put(id, now.label(), now.note(), now.starred());
        opened.index().putNotes(List.of(new LatentNote(id, now.label(), now.note())));
    }

    private Result result(OpenedIndex opened, LogitLens lens) {
        LatentIndex index = opened.index();
        LatentStatistics statistics = index.statistics();
        Label said = opened.labels().label(id).orElse(Label.NONE);
        return new Result(
                sae,
                id,
                statistics.level(id),
                statistics.density(id),
                statistics.max(id),
                statistics.mean(id),
                statistics.norm(id),
                said.label(),
                said.note(),
                said.starred(),
                opened.topTokens(id, LatentStatistics.TOP_TOKENS),
                statistics.topTokenValues(id),
                statistics.histogram(id),
                opened.explanations().flatMap(known -> known.latent(id)),
                promotions(opened, lens.promoted()),
                promotions(opened, lens.suppressed()),
                related(index.nearestByDecoder(id, NEIGHBOURS)),
                index.coFiring(id, NEIGHBOURS),
                hits(index).stream().map(hit -> row(opened, hit)).toList());
    }

    private List<ContextHit> hits(LatentIndex index) {
        return switch (contexts) {
            case "top" -> index.topContexts(id, limit);
            case "random" -> index.randomContexts(id, limit, common.seed);
            case "quantile" ->
                index.quantiles(id, QUANTILES, Math.max(1, limit / QUANTILES)).stream()
                        .flatMap(group -> group.sample().stream())
                        .toList();
            case "near-miss" -> index.nearMisses(id, limit, common.seed);
            default ->
                throw new BadInputException(
                        "There are no contexts \"" + contexts + "\"; choose top, random, quantile or near-miss.");
        };
    }

    private ContextRow row(OpenedIndex opened, ContextHit hit) {
        Context context = hit.context();
        int[] ids = new int[context.length()];
        opened.corpus().copyTokens(context.start(), context.length(), ids, 0);
        List<String> tokens = new ArrayList<>(ids.length);
        IntStream.of(ids)
                .forEach(token -> tokens.add(opened.corpus().vocabulary().text(token)));
        return new ContextRow(
                context.index(),
                context.document(),
                context.start(),
                hit.max(),
                (int) (hit.peak() - context.start()),
                tokens,
                opened.index().store().activations(context, id));
    }

    private static List<Promotion> promotions(OpenedIndex opened, List<List<TokenScore>> scores) {
        return scores.stream()
                .flatMap(List::stream)
                .map(score -> new Promotion(opened.corpus().vocabulary().text(score.id()), score.score()))
                .toList();
    }

    private static String tokens(List<Promotion> promotions) {
        return Texts.tokens(promotions.stream().map(Promotion::token).toList());
    }

    private static List<Related> related(List<LatentScore> scores) {
        return scores.stream()
                .map(score -> new Related(score.latent(), score.score(), score.joint()))
                .toList();
    }
}
