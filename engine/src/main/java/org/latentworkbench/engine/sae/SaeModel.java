package org.latentworkbench.engine.sae;

import java.lang.foreign.Arena;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Everything that inference needs, in raw model units: {@code pre = (x - β b_dec) W_encᵀ + b_enc}, f is pre where that exceeds
 * a threshold or is among the k largest, {@code x^ = f W_dec + b_dec}. Owns its array.
 *
 * @param info what it is; its kind says whether b_dec is taken from the input (β)
 * @param weights parameters with the input scale folded in
 * @param thresholds one value per latent that its pre-activation must exceed; all 0 where the kind has none
 */
record SaeModel(SaeInfo info, SaeWeights weights, float[] thresholds) {
    /**
     * Brings parameters into this form. Gated is rewritten exactly as a JumpReLU: W_enc exp(r_mag), b_mag, and
     * {@code θ = max(0, b_mag - exp(r_mag) b_gate)}.
     *
     * @param weights in raw units, with b_mag and r_mag if the kind is Gated
     * @param thresholds for kinds that have them
     * @param arena owns what is made anew
     */
    static SaeModel of(SaeInfo info, SaeWeights weights, float[] thresholds, Arena arena) {
        if (!(info.kind() instanceof SaeKind.Gated)) {
            return new SaeModel(info, weights, thresholds);
        }
        SaeWeights rewritten = new SaeWeights(
                FloatMatrix.allocate(arena, weights.latents(), weights.width()),
                weights.further().rows(SaeWeights.MAGNITUDE_BIAS, 1),
                weights.decoder(),
                weights.decoderBias(),
                weights.further().rows(0, 0));
        float[] gates = new float[weights.latents()];
        for (int latent = 0; latent < gates.length; latent++) {
            double factor = Math.exp(weights.further().get(SaeWeights.MAGNITUDE_LOG_SCALE, latent));
            float[] row = weights.encoder().row(latent);
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) (row[i] * factor);
            }
            rewritten.encoder().setRow(latent, row);
            double opens = weights.further().get(SaeWeights.MAGNITUDE_BIAS, latent)
                    - factor * weights.encoderBias().get(0, latent);
            gates[latent] = (float) Math.max(0, opens);
        }
        return new SaeModel(info, rewritten, gates);
    }
}
