package org.latentworkbench.engine.pipeline;

import java.util.List;

/**
 * The sizes of the demo.
 *
 * @param stories number of stories in the corpus
 * @param contextLength tokens per context
 * @param hook hook point of the built-in model
 * @param prefixes widths of the nested dictionaries, the last is the number of latents
 * @param k mean number of active latents
 * @param batch rows per step
 * @param steps steps of training
 * @param learningRate peak learning rate
 * @param seed of stories and training
 */
public record DemoSettings(
        int stories,
        int contextLength,
        String hook,
        List<Integer> prefixes,
        int k,
        int batch,
        int steps,
        double learningRate,
        long seed) {
    /** Copies the list. */
    public DemoSettings {
        prefixes = List.copyOf(prefixes);
    }

    /** What {@code workbench demo} makes: a minute or two on two cores. */
    public static DemoSettings standard(long seed) {
        return new DemoSettings(8_000, 128, "resid_post.2", List.of(64, 256, 1024), 24, 2048, 2_000, 1e-3, seed);
    }

    /** A smaller one for a first look and for tests. */
    public static DemoSettings fast(long seed) {
        return new DemoSettings(600, 128, "resid_post.2", List.of(32, 128, 512), 24, 1024, 300, 2e-3, seed);
    }

    /** Number of latents. */
    public int width() {
        return prefixes.getLast();
    }
}
