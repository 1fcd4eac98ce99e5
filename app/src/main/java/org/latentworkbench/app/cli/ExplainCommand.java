package org.latentworkbench.app.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.pipeline.ExplainLatents;
import org.latentworkbench.engine.pipeline.OpenedIndex;
import org.latentworkbench.engine.search.mining.MinedRegex;
import org.latentworkbench.engine.search.mining.MiningOptions;
import org.latentworkbench.engine.search.mining.RegexMiner;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Says by token regexes what latents respond to. */
@picocli.CommandLine.Command(
        name = "explain",
        description = {
            "Find for every latent, or for one, the token regex that predicts where it fires.",
            "Half of a sample of documents is learnt from, the other half judges: precision is the share of the matches on"
                    + " which the latent fires, recall the share of its firings that match."
        },
        footer = {
            "",
            "What was found stays with the index; a run that was stopped goes on.",
            "",
            "Examples:",
            "  workbench explain --sae demo",
            "  workbench explain --sae demo --latent 165"
        })
final class ExplainCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The indexed corpus, if there are several.")
    String corpus;

    @Nullable
    @Option(names = "--latent", paramLabel = "N", description = "Only this latent; nothing is kept.")
    Integer latent;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "Tokens of each half of the sample at most (default: 400000).")
    int tokens = MiningOptions.DEFAULT.tokens();

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Latents printed at most, the best first; JSON has all (default: ${DEFAULT-VALUE}).")
    int limit = 20;

    @Option(names = "--anew", description = "Forget what was found before.")
    boolean anew;

    ExplainCommand(Program program) {
        super(program);
    }

    private record One(String sae, int latent, Optional<MinedRegex> explanation, int heldOutTokens) {}

    private record All(
            String sae,
            int live,
            int explained,
            int good,
            double goodFraction,
            double meanF1,
            double seconds,
            double millisecondsPerLatent,
            int heldOutTokens,
            List<MinedRegex> latents) {}

    @Override
    Answer answer() {
        if (limit < 0) {
            throw new BadInputException("--limit is " + limit + "; it must not be negative.");
        }
        var options = new MiningOptions(tokens);
        Integer only = latent;
        try (Workspace workspace = existingWorkspace()) {
            if (only != null) {
                return one(workspace, options, only);
            }
            ExplainLatents.Result found = run(new ExplainLatents(workspace, sae, optional(corpus), options, anew));
            return Answer.of(
                    new All(
                            sae,
                            found.live(),
                            found.explained(),
                            found.good(),
                            found.live() == 0 ? 0 : (double) found.good() / found.live(),
                            found.meanF1(),
                            found.seconds(),
                            found.millisecondsPerLatent(),
                            found.heldOutTokens(),
                            found.latents()),
                    out -> {
                        out.println(Texts.count(found.good()) + " of " + Texts.count(found.live())
                                + " live latents have a regex with F1 of " + ExplainLatents.GOOD
                                + " or more in documents it was not made from; mean F1 "
                                + Texts.fixed(found.meanF1(), 2));
                        table(found.latents().stream()
                                        .sorted(Comparator.comparingDouble(MinedRegex::f1)
                                                .reversed())
                                        .limit(limit)
                                        .toList())
                                .print(out);
                    });
        }
    }

    private Answer one(Workspace workspace, MiningOptions options, int id) {
        try (OpenedIndex opened = OpenedIndex.open(workspace, sae, optional(corpus))) {
            int latents = opened.index().info().latents();
            if (id < 0 || id >= latents) {
                throw new BadInputException("There is no latent " + id + "; the autoencoder \"" + sae
                        + "\" has latents 0 to " + (latents - 1) + ".");
            }
            JobContext job = quietContext();
            var miner = new RegexMiner(opened.index(), opened.environment(), options, job);
            Optional<MinedRegex> found = miner.mine(id, job);
            return Answer.of(new One(sae, id, found, miner.heldOutTokens()), out -> {
                if (found.isPresent()) {
                    table(List.of(found.get())).print(out);
                } else {
                    out.println("latent " + id + " fires too seldom in the sample, or no regex says where");
                }
            });
        }
    }

    private static Table table(List<MinedRegex> rows) {
        var table = new Table("latent", "F1", "precision", "recall", "R²", "regex");
        rows.forEach(row -> table.row(
                Integer.toString(row.latent()),
                Texts.fixed(row.f1(), 2),
                Texts.fixed(row.precision(), 2),
                Texts.fixed(row.recall(), 2),
                Texts.fixed(row.rSquared(), 2),
                row.script()));
        return table;
    }
}
