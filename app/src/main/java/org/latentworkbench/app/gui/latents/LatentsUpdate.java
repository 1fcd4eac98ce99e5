package org.latentworkbench.app.gui.latents;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.reading.LatentTitles;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.mining.MinedRegexes;

/** Reads, filters and sorts the rows of the table off the interface thread. */
final class LatentsUpdate {
    private static final int TOP_TOKENS = 4;
    private static final int BETWEEN_CHECKS = 4096;

    private LatentsUpdate() {}

    /** Rows ready to be shown. */
    record Shown(List<LatentRow> rows, int dead) {}

    /** All latents of an autoencoder, by id. */
    static Job<List<LatentRow>> read(OpenAutoencoder opened, LatentIndex index) {
        return job -> rows(opened, index, job);
    }

    private static List<LatentRow> rows(OpenAutoencoder opened, LatentIndex index, JobContext job) {
        LatentStatistics statistics = index.statistics();
        LatentTitles titles = LatentTitles.of(opened, index);
        Optional<MinedRegexes> regexes = MinedRegexes.read(index);
        List<LatentRow> rows = new ArrayList<>(statistics.latents());
        for (int latent = 0; latent < statistics.latents(); latent++) {
            if (latent % BETWEEN_CHECKS == 0) {
                job.checkCancelled();
            }
            rows.add(new LatentRow(
                    latent,
                    titles.label(latent).label(),
                    statistics.level(latent),
                    statistics.density(latent),
                    statistics.mean(latent),
                    statistics.max(latent),
                    titles.topTokens(latent, TOP_TOKENS),
                    best(regexes, latent),
                    titles.label(latent).starred()));
        }
        return rows;
    }

    private static BestRegex best(Optional<MinedRegexes> regexes, int latent) {
        return regexes.flatMap(known -> known.latent(latent))
                .map(mined -> new BestRegex(mined.script(), mined.f1()))
                .orElse(BestRegex.NONE);
    }

    /** The rows that pass a filter, in order. */
    static Job<Shown> arrange(List<LatentRow> all, RowFilter filter, List<SortKey> order) {
        return _ -> {
            List<LatentRow> rows = all.stream()
                    .filter(filter.test())
                    .sorted(SortKey.order(order))
                    .toList();
            int dead = (int) all.stream().filter(LatentRow::dead).count();
            return new Shown(rows, dead);
        };
    }
}
