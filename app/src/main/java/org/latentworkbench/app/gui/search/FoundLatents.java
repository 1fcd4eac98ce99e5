package org.latentworkbench.app.gui.search;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.index.ActivationStore;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.text.Context;

/** Counts which latents fire in contexts that were found by words. */
final class FoundLatents {
    /**
     * How much a latent has to do with the contexts.
     *
     * @param latent its id
     * @param contexts share of the contexts in which it fires
     * @param mean mean of its maxima in the contexts, silent ones counted as 0
     * @param lift its share of the contexts over its share of all contexts
     */
    record Share(int latent, double contexts, double mean, double lift) {}

    private final LatentIndex index;
    private final Map<Integer, float[]> sums = new HashMap<>();
    private int contexts;

    FoundLatents(LatentIndex index) {
        this.index = index;
    }

    void add(Context context) {
        contexts++;
        ActivationStore store = index.store();
        Map<Integer, Float> most = new HashMap<>();
        for (long entry = store.begin(context.start()); entry < store.end(context.end() - 1); entry++) {
            most.merge(store.latent(entry), store.value(entry), Math::max);
        }
        most.forEach((latent, value) -> {
            float[] sum = sums.computeIfAbsent(latent, _ -> new float[2]);
            sum[0]++;
            sum[1] += value;
        });
    }

    /** Latents that fire in at least a fifth of the contexts, by how much more often than elsewhere. */
    List<Share> best(int limit) {
        double all = Math.max(1, index.info().contexts());
        return sums.entrySet().stream()
                .map(entry -> {
                    double share = entry.getValue()[0] / contexts;
                    double usual = index.firingContexts(entry.getKey()) / all;
                    return new Share(
                            entry.getKey(), share, entry.getValue()[1] / contexts, usual == 0 ? 0 : share / usual);
                })
                .filter(share -> share.contexts() >= 0.2)
                .sorted(Comparator.comparingDouble(Share::lift).reversed().thenComparingInt(Share::latent))
                .limit(limit)
                .toList();
    }
}
