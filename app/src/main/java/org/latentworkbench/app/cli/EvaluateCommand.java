package org.latentworkbench.app.cli;

import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.evaluation.SplicedLoss;
import org.latentworkbench.engine.pipeline.EvaluateLoss;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What an autoencoder costs its model. */
@picocli.CommandLine.Command(
        name = "evaluate",
        description = {
            "Measure what the model loses when it goes on with the reconstruction.",
            "The loss of the next token is compared with that of the model as it is, and with zeros and the mean",
            "activation in the same place. On the corpus of the training, its held-out end is read."
        },
        footer = {"", "Example:", "  workbench evaluate --sae demo --tokens 20000"})
final class EvaluateCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The corpus; the one of the training by default.")
    String corpus;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Tokens at most, in contexts spread evenly (default: ${DEFAULT-VALUE}).")
    long tokens = 100_000;

    @Mixin
    PrecisionOption precision = new PrecisionOption();

    EvaluateCommand(Program program) {
        super(program);
    }

    private record Metric(double value, String definition) {}

    private record Result(
            String sae,
            String model,
            String hook,
            String corpus,
            boolean heldOut,
            long tokens,
            Metric ceModel,
            Metric ceSpliced,
            Metric ceZeroAblated,
            Metric ceMeanAblated,
            Metric ceCost,
            Metric ceRecoveredFromZero,
            Metric ceRecoveredFromMean) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            String chosen = optional(corpus).orElseGet(() -> trainedOn(workspace));
            EvaluateLoss.Result measured =
                    run(new EvaluateLoss(workspace, sae, chosen, tokens, common.computeDevice(), precision.chosen()));
            Result result = result(chosen, measured);
            return Answer.of(result, out -> {
                out.println(Texts.count(result.tokens()) + " tokens of " + chosen
                        + (result.heldOut() ? ", held out" : "") + "; " + result.model() + " at " + result.hook());
                var table = new Table("what the model goes on with", "loss", "recovered");
                row(table, "its activations", result.ceModel(), "");
                row(table, "the reconstruction", result.ceSpliced(), "");
                row(
                        table,
                        "zeros",
                        result.ceZeroAblated(),
                        Texts.percent(result.ceRecoveredFromZero().value()));
                row(
                        table,
                        "the mean",
                        result.ceMeanAblated(),
                        Texts.percent(result.ceRecoveredFromMean().value()));
                table.print(out);
                out.println(
                        "Losses in nats per token; \"recovered\" is (ablated - reconstruction) / (ablated - model).");
            });
        }
    }

    private static void row(Table table, String name, Metric loss, String recovered) {
        table.row(name, Texts.fixed(loss.value(), 4), recovered);
    }

    private String trainedOn(Workspace workspace) {
        try (Sae loaded = Sae.load(workspace.require(Section.SAES, sae))) {
            SaeInfo info = loaded.info();
            if (info.corpus().isEmpty() || !workspace.has(Section.CORPORA, info.corpus())) {
                throw new BadInputException("The corpus that \"" + sae
                        + "\" was trained on is not in the workspace. Name one with --corpus.");
            }
            return info.corpus();
        }
    }

    private Result result(String chosen, EvaluateLoss.Result measured) {
        SplicedLoss loss = measured.loss();
        String mean = "mean cross-entropy of the next token in nats";
        return new Result(
                sae,
                measured.model(),
                measured.hook(),
                chosen,
                measured.heldOut(),
                loss.tokens(),
                new Metric(loss.model(), mean),
                new Metric(loss.spliced(), mean + ", reconstruction at every position but BOS"),
                new Metric(loss.zeroAblated(), mean + ", zeros at every position but BOS"),
                new Metric(loss.meanAblated(), mean + ", mean activation of these tokens at every position but BOS"),
                new Metric(loss.cost(), "ce_spliced - ce_model"),
                new Metric(loss.recoveredFromZero(), "(ce_zero_ablated - ce_spliced) / (ce_zero_ablated - ce_model)"),
                new Metric(loss.recoveredFromMean(), "(ce_mean_ablated - ce_spliced) / (ce_mean_ablated - ce_model)"));
    }
}
