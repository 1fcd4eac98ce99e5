package org.latentworkbench.engine.index;

import java.util.Objects;

/**
 * What an index is of and what it cost.
 *
 * @param sae name of the autoencoder
 * @param corpus name of the corpus
 * @param corpusSha256 fingerprint of the corpus' tokens; an index opens only with that corpus
 * @param latents number of latents
 * @param prefixes ascending sizes of the nested dictionaries, the last is {@code latents}
 * @param tokens rows of the activation store
 * @param contexts contexts of the corpus
 * @param activations entries of the activation store
 * @param clipped entries whose activation was beyond the largest half float (65504) and is stored as that
 * @param bytes size of the folder on disk
 * @param seconds time the build took
 * @param tokensPerSecond tokens over {@code seconds}, encoding included
 * @param fingerprint {@link IndexSource#fingerprint()} of what made it; empty when that is not known
 */
public record IndexInfo(
        String sae,
        String corpus,
        String corpusSha256,
        int latents,
        int[] prefixes,
        long tokens,
        int contexts,
        long activations,
        long clipped,
        long bytes,
        double seconds,
        double tokensPerSecond,
        String fingerprint) {
    /** Indexes of older programs do not say what made them. */
    public IndexInfo {
        fingerprint = Objects.requireNonNullElse(fingerprint, "");
    }

    /** Mean number of active latents per token (L0). */
    public double activationsPerToken() {
        return tokens == 0 ? 0 : (double) activations / tokens;
    }

    /** Disk bytes per token. */
    public double bytesPerToken() {
        return tokens == 0 ? 0 : (double) bytes / tokens;
    }

    /** Disk bytes per stored activation. */
    public double bytesPerActivation() {
        return activations == 0 ? 0 : (double) bytes / activations;
    }
}
