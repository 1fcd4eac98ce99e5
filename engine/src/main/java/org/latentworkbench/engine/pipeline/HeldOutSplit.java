package org.latentworkbench.engine.pipeline;

/** Which part of the data an autoencoder is measured on instead of trained on: the end of the corpus, a twentieth of it. */
final class HeldOutSplit {
    private static final int SHARE = 20;

    private HeldOutSplit() {}

    /**
     * Where the held-out part begins.
     *
     * @param count rows or contexts in all
     * @return {@code count} itself if there are too few to hold any out
     */
    static long cut(long count) {
        return count < SHARE ? count : count - count / SHARE;
    }
}
