package org.latentworkbench.engine.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.latentworkbench.engine.text.TokenCorpus;

/** Counts which latents fire on the tokens of one, exactly, by walking the contexts it fires in. */
final class CoFiring {
    /** With fewer common tokens a large lift says little; less is asked of latents that are themselves rare. */
    private static final long ENOUGH = 100;

    private static final long RARE_SHARE = 20;

    private CoFiring() {}

    static List<LatentScore> of(
            int latent,
            int limit,
            TokenCorpus corpus,
            ActivationStore store,
            ContextPostings postings,
            LatentStatistics statistics)
            throws IOException {
        int[] joint = new int[store.latents()];
        var rows = new ContextRows(store);
        postings.forEach(latent, (context, _) -> {
            rows.load(corpus.context(context));
            for (int row = 0; row < rows.rows(); row++) {
                if (rows.value(row, latent) > 0) {
                    for (int e = rows.begin(row); e < rows.end(row); e++) {
                        joint[rows.latent(e)]++;
                    }
                }
            }
        });
        long least = Math.max(2, Math.min(ENOUGH, statistics.count(latent) / RARE_SHARE));
        List<LatentScore> found = new ArrayList<>();
        for (int other = 0; other < joint.length; other++) {
            if (other != latent && joint[other] >= least) {
                double expected = (double) statistics.count(latent) * statistics.count(other) / statistics.tokens();
                found.add(new LatentScore(other, joint[other] / expected, joint[other]));
            }
        }
        found.sort(Comparator.comparingDouble(LatentScore::score)
                .reversed()
                .thenComparing(Comparator.comparingLong(LatentScore::joint).reversed())
                .thenComparingInt(LatentScore::latent));
        return List.copyOf(found.subList(0, Math.min(Math.max(0, limit), found.size())));
    }
}
