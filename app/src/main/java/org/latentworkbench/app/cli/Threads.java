package org.latentworkbench.app.cli;

/** How many threads everything that computes may use; libraries read these when they start. */
final class Threads {
    private Threads() {}

    static void limit(int threads) {
        String count = Integer.toString(threads);
        System.setProperty("ai.djl.pytorch.num_threads", count);
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("java.util.concurrent.ForkJoinPool.common.parallelism", count);
        System.setProperty("latentworkbench.threads", count);
    }
}
