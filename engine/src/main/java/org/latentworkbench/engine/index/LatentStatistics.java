package org.latentworkbench.engine.index;

/** What each latent does over the whole corpus, from the stored (half float) activations. Immutable. */
public final class LatentStatistics {
    /** Bars of {@link #histogram}: equal steps from 0 to the latent's maximum. */
    public static final int BINS = 50;

    /** Length of {@link #topTokens} at most. */
    public static final int TOP_TOKENS = 20;

    LatentStatistics() {}

    public int latents() {
        throw new UnsupportedOperationException();
    }

    public long tokens() {
        throw new UnsupportedOperationException();
    }

    /** Number of tokens on which the latent fires. */
    public long count(int latent) {
        throw new UnsupportedOperationException();
    }

    /** Share of tokens on which the latent fires. */
    public double density(int latent) {
        throw new UnsupportedOperationException();
    }

    /** Largest activation, 0 if dead. */
    public double max(int latent) {
        throw new UnsupportedOperationException();
    }

    /** Mean activation over the tokens on which it fires, 0 if dead. */
    public double mean(int latent) {
        throw new UnsupportedOperationException();
    }

    /** L2 norm of the activations over all tokens, √Σa². */
    public double norm(int latent) {
        throw new UnsupportedOperationException();
    }

    /** 1-based level: the first prefix that holds the latent. */
    public int level(int latent) {
        throw new UnsupportedOperationException();
    }

    /** Whether the latent is silent on the whole corpus. */
    public boolean dead(int latent) {
        throw new UnsupportedOperationException();
    }

    /** Tokens per bar: bar b counts activations in (b, b+1]·max/{@value #BINS}. */
    public int[] histogram(int latent) {
        throw new UnsupportedOperationException();
    }

    /** Token ids whose occurrences the latent explains best, by Σa/√(occurrences), best first. */
    public int[] topTokens(int latent) {
        throw new UnsupportedOperationException();
    }

    /** Mean activation over all occurrences of each of {@link #topTokens}. */
    public float[] topTokenValues(int latent) {
        throw new UnsupportedOperationException();
    }
}
