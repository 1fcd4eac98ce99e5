package org.latentworkbench.engine.search;

/**
 * How well a latent agrees with a match mask M over the searched tokens.
 *
 * @param latent its id
 * @param cosine Σ_{t∈M} a_t / (√|M| · ‖a‖), from 0 to 1: cosine between the 0/1 mask and the activations
 * @param precision hits / firing: the share of its firings that are matched
 * @param recall hits / |M|: the share of the matched tokens on which it fires
 * @param f1 2·precision·recall / (precision + recall)
 * @param lift precision / (|M| / searched tokens): how many times more of its firings are matched than of all tokens
 * @param mean mean activation over all matched tokens, silent ones counted as 0
 * @param hits matched tokens on which it fires
 * @param firing tokens on which it fires
 */
public record RankedLatent(
        int latent,
        double cosine,
        double precision,
        double recall,
        double f1,
        double lift,
        double mean,
        long hits,
        long firing) {}
