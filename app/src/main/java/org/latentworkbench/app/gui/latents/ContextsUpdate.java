package org.latentworkbench.app.gui.latents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.ActivationRange;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.app.gui.reading.ContextReader;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.QuantileGroup;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;

/**
 * Reads the contexts of a latent off the interface thread.
 *
 * @param index where
 * @param latent of which latent
 * @param second a second latent to show under the tokens, or null
 * @param tab which contexts
 * @param range activations of {@link ContextTab#RANGE}; null for all
 * @param seed of random choices
 */
record ContextsUpdate(
        LatentIndex index,
        int latent,
        @Nullable Integer second,
        ContextTab tab,
        @Nullable ActivationRange range,
        long seed)
        implements Job<ContextsUpdate.Contexts> {
    private static final int LIMIT = 100;
    private static final int SAMPLE = 40;
    private static final int GROUPS = 5;
    private static final int PER_GROUP = 6;

    /**
     * Contexts to show.
     *
     * @param items rows of the list
     * @param count what there is of them in the corpus, in words
     */
    record Contexts(List<StripItem> items, String count) {
        static final Contexts NONE = new Contexts(List.of(), "");
    }

    @Override
    public Contexts run(JobContext job) {
        ContextReader reader = new ContextReader(index);
        return switch (tab) {
            case TOP ->
                new Contexts(
                        strips(reader, index.topContexts(latent, LIMIT), job),
                        Figures.count(index.firingContexts(latent)) + " contexts");
            case RANGE -> inRange(reader, job);
            case QUANTILES -> quantiles(reader, job);
            case RANDOM ->
                new Contexts(
                        strips(reader, index.randomContexts(latent, SAMPLE, seed), job),
                        Figures.count(index.firingContexts(latent)) + " contexts");
            case NEAR_MISSES -> {
                List<StripItem> items = strips(reader, index.nearMisses(latent, SAMPLE, seed), job);
                yield new Contexts(items, items.size() + " shown");
            }
        };
    }

    private Contexts inRange(ContextReader reader, JobContext job) {
        double max = index.statistics().max(latent);
        float low = range == null ? Float.MIN_VALUE : (float) Math.max(range.low(), Float.MIN_VALUE);
        float high = range == null ? (float) max : (float) range.high();
        return new Contexts(
                strips(reader, index.contextsBetween(latent, low, high, SAMPLE, seed), job),
                Figures.count(index.tokensBetween(latent, low, high)) + " tokens");
    }

    private Contexts quantiles(ContextReader reader, JobContext job) {
        List<StripItem> items = new ArrayList<>();
        int group = 0;
        for (QuantileGroup quantile : index.quantiles(latent, GROUPS, PER_GROUP)) {
            items.add(new StripItem.Heading(String.format(
                    Locale.US,
                    "%s   %.2f–%.2f   %s contexts",
                    quantileName(group++),
                    quantile.low(),
                    quantile.high(),
                    Figures.count(quantile.contexts()))));
            items.addAll(strips(reader, quantile.sample(), job));
        }
        return new Contexts(items, Figures.count(index.firingContexts(latent)) + " contexts");
    }

    private static String quantileName(int group) {
        return switch (group) {
            case 0 -> "Strongest fifth";
            case 1 -> "Second fifth";
            case 2 -> "Middle fifth";
            case 3 -> "Fourth fifth";
            default -> "Weakest fifth";
        };
    }

    private List<StripItem> strips(ContextReader reader, List<ContextHit> hits, JobContext job) {
        List<StripItem> items = new ArrayList<>(hits.size());
        for (ContextHit hit : hits) {
            job.checkCancelled();
            StripContent strip = reader.read(hit, latent);
            items.add(new StripItem.Strip(second == null ? strip : reader.withSecond(strip, hit.context(), second)));
        }
        return items;
    }
}
