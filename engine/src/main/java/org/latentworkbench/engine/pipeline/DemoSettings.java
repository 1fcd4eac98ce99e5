package org.latentworkbench.engine.pipeline;

import java.util.List;

/**
 * The sizes of the demo.
 *
 * @param name name of corpus, activations and autoencoder in the workspace
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
        String name,
        int stories,
        int contextLength,
        String hook,
        List<Integer> prefixes,
        int k,
        int batch,
        int steps,
        double learningRate,
        long seed) {
    private static final int CONTEXT_LENGTH = 128;
    private static final String HOOK = "resid_post.1";

    /** Twice as many would explain only 2 % more of the variance, and their latents are harder to say in words. */
    private static final int ACTIVE = 12;

    /** So few steps need more of them. */
    private static final int FAST_ACTIVE = 24;

    /** Copies the list. */
    public DemoSettings {
        prefixes = List.copyOf(prefixes);
    }

    /** What {@code workbench demo} makes: a minute or two on two cores. */
    public static DemoSettings standard(long seed) {
        return new DemoSettings(
                named("demo", seed),
                3_000,
                CONTEXT_LENGTH,
                HOOK,
                List.of(16, 64, 256, 1024),
                ACTIVE,
                1024,
                2_000,
                1e-3,
                seed);
    }

    /** A smaller one for a first look and for tests. */
    public static DemoSettings fast(long seed) {
        return new DemoSettings(
                named("demo-fast", seed),
                400,
                CONTEXT_LENGTH,
                HOOK,
                List.of(32, 128, 512),
                FAST_ACTIVE,
                512,
                300,
                3e-3,
                seed);
    }

    /** Number of latents. */
    public int width() {
        return prefixes.getLast();
    }

    private static String named(String name, long seed) {
        return seed == 1 ? name : name + "-" + seed;
    }
}
