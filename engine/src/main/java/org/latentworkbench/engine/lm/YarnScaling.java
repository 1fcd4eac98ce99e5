package org.latentworkbench.engine.lm;

import org.latentworkbench.engine.lm.kernel.Rotation;
import tools.jackson.databind.JsonNode;

/**
 * YaRN (Peng et al. 2023, arXiv 2309.00071, section 3; transformers' {@code _compute_yarn_parameters}): pairs that turn often
 * in the original context keep their speed, pairs that turn seldom are slowed by the factor, those between are mixed; turned
 * pairs become larger, so that the scores keep their temperature.
 *
 * @param factor by how much the context grows
 * @param original longest context before
 * @param betaFast turns in the original context from which a pair keeps its speed
 * @param betaSlow turns up to which it is slowed by the factor
 * @param truncate whether the bounds between are whole pairs
 * @param amplitude of turned pairs
 */
record YarnScaling(
        double factor, double original, double betaFast, double betaSlow, boolean truncate, double amplitude) {
    static YarnScaling read(ConfigFile config, JsonNode scaling) {
        double factor = RotaryFrequencies.factor(config, scaling);
        double original = ConfigFile.isSet(scaling.path(RotaryFrequencies.ORIGINAL))
                ? config.positive(scaling, RotaryFrequencies.ORIGINAL, 1)
                : config.size("max_position_embeddings");
        boolean both = ConfigFile.isSet(scaling.path("mscale")) && ConfigFile.isSet(scaling.path("mscale_all_dim"));
        double usual = both
                ? amplitude(factor, scaling.path("mscale").asDouble(1))
                        / amplitude(factor, scaling.path("mscale_all_dim").asDouble(1))
                : amplitude(factor, 1);
        return new YarnScaling(
                factor,
                original,
                config.positive(scaling, "beta_fast", 32),
                config.positive(scaling, "beta_slow", 1),
                scaling.path("truncate").asBoolean(true),
                config.positive(scaling, "attention_factor", usual));
    }

    private static double amplitude(double factor, double weight) {
        return factor <= 1 ? 1 : 0.1 * weight * Math.log(factor) + 1;
    }

    Rotation rotation(double theta, int rotated) {
        double low = pair(betaFast, theta, rotated);
        double high = pair(betaSlow, theta, rotated);
        low = Math.max(truncate ? Math.floor(low) : low, 0);
        high = Math.min(truncate ? Math.ceil(high) : high, rotated - 1);
        double width = high == low ? 0.001 : high - low;
        double[] frequencies = RotaryFrequencies.plain(theta, rotated);
        for (int j = 0; j < frequencies.length; j++) {
            double slowed = Math.clamp((j - low) / width, 0.0, 1.0);
            frequencies[j] *= slowed / factor + 1 - slowed;
        }
        return new Rotation(frequencies, amplitude);
    }

    /** The pair that turns so often in the original context. */
    private double pair(double turns, double theta, int rotated) {
        return rotated * Math.log(original / (turns * 2 * Math.PI)) / (2 * Math.log(theta));
    }
}
