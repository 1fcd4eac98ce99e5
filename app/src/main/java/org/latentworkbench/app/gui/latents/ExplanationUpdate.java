package org.latentworkbench.app.gui.latents;

import java.util.Optional;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.reading.Explanations;
import org.latentworkbench.app.gui.reading.Searcher;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.TokenExplanation;
import org.latentworkbench.engine.search.mining.MinedRegex;

/** Explains a latent by the regex kept beside the index, or, until there is one, by its top tokens alone. */
record ExplanationUpdate(
        OpenAutoencoder opened, LatentIndex index, Searcher searcher, Explanations explanations, int latent)
        implements Job<Explained> {
    @Override
    public Explained run(JobContext job) {
        Optional<MinedRegex> mined = explanations.of(index).flatMap(known -> known.latent(latent));
        if (mined.isPresent()) {
            MinedRegex regex = mined.get();
            return new Explained(
                    regex.script(),
                    regex.precision(),
                    regex.recall(),
                    "The regex that says best where it fires, judged on documents it was not made from:\nof "
                            + Figures.count(regex.matches()) + " matches it fires on "
                            + percent(regex.precision()) + "; of its " + Figures.count(regex.firings())
                            + " firings " + percent(regex.recall()) + " match. F1 " + Figures.two(regex.f1())
                            + ", R² " + Figures.two(regex.rSquared()) + ".");
        }
        // In a search the latent predicts the script; here the script predicts the latent.
        return TokenExplanation.of(index, searcher.environment(opened, index), latent, job)
                .map(tokens -> new Explained(
                        tokens.script(),
                        tokens.recall(),
                        tokens.precision(),
                        "The top tokens that say best where it fires:\nof " + Figures.count(tokens.matches())
                                + " matches it fires on " + percent(tokens.recall()) + "; of its firings "
                                + percent(tokens.precision()) + " match."))
                .orElse(Explained.NOTHING);
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
