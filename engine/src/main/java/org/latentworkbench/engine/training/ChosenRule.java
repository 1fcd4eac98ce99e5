package org.latentworkbench.engine.training;

/** TopK, BatchTopK and fixed Matryoshka: the chosen latents are as active as their pre-activation says. */
record ChosenRule() implements LatentRule {
    @Override
    public float preGradient(int latent, int level, float z, float slope, float gateSlope) {
        return slope;
    }
}
