package org.latentworkbench.engine.sae;

/**
 * Everything that inference needs, in raw model units: {@code pre = (x - b_dec) W_encᵀ + b_enc}, {@code x^ = f W_dec + b_dec}.
 * Owns its array.
 *
 * @param info what it is
 * @param weights parameters with the input scale folded in
 * @param thresholds one value per latent that its pre-activation must exceed; all 0 where the kind has none
 * @param subtractsDecoderBias whether b_dec is taken from the input
 */
record SaeModel(SaeInfo info, SaeWeights weights, float[] thresholds, boolean subtractsDecoderBias) {}
