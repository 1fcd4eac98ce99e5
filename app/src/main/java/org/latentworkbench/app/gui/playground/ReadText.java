package org.latentworkbench.app.gui.playground;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.reading.LatentTitles;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.pipeline.Playground;
import org.latentworkbench.engine.pipeline.PlaygroundChange;
import org.latentworkbench.engine.sae.SparseRows;

/** Reads a text off the interface thread: tokens, latents, what comes next. */
record ReadText(LoadedPlayground loaded, OpenAutoencoder opened, String text, List<PlaygroundChange> changes)
        implements Job<ReadText.Answer> {
    private static final int NEXT = 10;

    /**
     * What was found.
     *
     * @param reading tokens and their latents
     * @param prediction what may come next
     * @param latents those that fire on each token, strongest first
     */
    record Answer(Playground.Reading reading, Playground.Prediction prediction, List<List<TokenLatent>> latents) {}

    @Override
    public Answer run(JobContext job) {
        Playground playground = loaded.get();
        job.checkCancelled();
        Playground.Reading reading = playground.read(text);
        job.checkCancelled();
        Playground.Prediction prediction = playground.next(reading.ids(), changes, NEXT);
        return new Answer(reading, prediction, latents(reading));
    }

    private List<List<TokenLatent>> latents(Playground.Reading reading) {
        SparseRows rows = reading.latents();
        LatentNames names = LatentNames.of(opened);
        List<List<TokenLatent>> all = new ArrayList<>();
        for (int token = 0; token < rows.rows(); token++) {
            List<TokenLatent> firing = new ArrayList<>();
            for (int at = rows.offsets()[token]; at < rows.offsets()[token + 1]; at++) {
                int latent = rows.latents()[at];
                firing.add(names.row(latent, rows.values()[at]));
            }
            firing.sort(Comparator.comparingDouble(TokenLatent::activation).reversed());
            all.add(List.copyOf(firing));
        }
        return List.copyOf(all);
    }

    /** What latents are called, with an index or without. */
    static final class LatentNames {
        private final OpenAutoencoder opened;
        private final java.util.Optional<LatentTitles> titles;

        private LatentNames(OpenAutoencoder opened) {
            this.opened = opened;
            this.titles = opened.index().map(index -> LatentTitles.of(opened, index));
        }

        static LatentNames of(OpenAutoencoder opened) {
            return new LatentNames(opened);
        }

        TokenLatent row(int latent, double activation) {
            int level = 1;
            int[] widths = opened.info().kind().prefixWidths(opened.info().latents());
            while (level < widths.length && latent >= widths[level - 1]) {
                level++;
            }
            return new TokenLatent(
                    latent,
                    titles.map(known -> known.title(latent)).orElse("no label"),
                    titles.map(known -> known.isNamed(latent)).orElse(false),
                    level,
                    activation);
        }
    }
}
