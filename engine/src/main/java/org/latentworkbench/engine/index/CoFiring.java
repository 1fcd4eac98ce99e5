package org.latentworkbench.engine.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Which latents fire on the tokens of one, exactly, by walking the contexts it fires in: the memory is a few numbers per
 * latent, whatever the size of the corpus, where a table of all pairs would need n².
 */
final class CoFiring {
    /** With fewer common tokens a large lift says little; less is asked of latents that are themselves rare. */
    private static final long ENOUGH = 100;

    private static final long RARE_SHARE = 20;

    private final int latent;
    private final LatentStatistics statistics;
    private final long[] joint;
    private final double[] products;
    private final double[] ownSquares;
    private final double[] otherSquares;

    private CoFiring(int latent, LatentStatistics statistics) {
        this.latent = latent;
        this.statistics = statistics;
        joint = new long[statistics.latents()];
        products = new double[joint.length];
        ownSquares = new double[joint.length];
        otherSquares = new double[joint.length];
    }

    static List<CoFiringLatent> of(
            int latent,
            int limit,
            TokenCorpus corpus,
            ActivationStore store,
            ContextPostings postings,
            LatentStatistics statistics)
            throws IOException {
        var sums = new CoFiring(latent, statistics);
        var rows = new ContextRows(store);
        postings.forEach(latent, (context, _) -> {
            rows.load(corpus.context(context));
            for (int row = 0; row < rows.rows(); row++) {
                float own = rows.value(row, latent);
                if (own > 0) {
                    sums.add(rows, row, own);
                }
            }
        });
        return sums.best(limit);
    }

    private void add(ContextRows rows, int row, double own) {
        for (int e = rows.begin(row); e < rows.end(row); e++) {
            int other = rows.latent(e);
            double value = rows.value(e);
            joint[other]++;
            products[other] += own * value;
            ownSquares[other] += own * own;
            otherSquares[other] += value * value;
        }
    }

    private List<CoFiringLatent> best(int limit) {
        long least = Math.max(2, Math.min(ENOUGH, statistics.count(latent) / RARE_SHARE));
        List<CoFiringLatent> found = new ArrayList<>();
        for (int other = 0; other < joint.length; other++) {
            if (other != latent && joint[other] >= least) {
                found.add(pair(other));
            }
        }
        found.sort(Comparator.comparingDouble(CoFiringLatent::lift)
                .reversed()
                .thenComparing(Comparator.comparingLong(CoFiringLatent::joint).reversed())
                .thenComparingInt(CoFiringLatent::latent));
        return List.copyOf(found.subList(0, Math.min(Math.max(0, limit), found.size())));
    }

    private CoFiringLatent pair(int other) {
        double common = joint[other];
        double own = statistics.count(latent);
        double others = statistics.count(other);
        return new CoFiringLatent(
                other,
                joint[other],
                common * statistics.tokens() / (own * others),
                common / (own + others - common),
                common / own,
                common / others,
                products[other] / (Math.sqrt(ownSquares[other]) * statistics.norm(other)),
                statistics.max(other) / statistics.max(latent),
                products[other] / (Math.sqrt(otherSquares[other]) * statistics.norm(latent)),
                statistics.max(latent) / statistics.max(other));
    }
}
