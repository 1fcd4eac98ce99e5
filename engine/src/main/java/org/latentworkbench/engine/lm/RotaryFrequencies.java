package org.latentworkbench.engine.lm;

import org.latentworkbench.engine.error.UnsupportedException;
import tools.jackson.databind.JsonNode;

/** The rotation speeds of rotary position embeddings (Su et al. 2021, "RoFormer") and how a config changes them. */
final class RotaryFrequencies {
    /** No rotary positions. */
    static final double[] NONE = {};

    private RotaryFrequencies() {}

    /**
     * Radians per position of each rotated pair, {@code θ^(-2j/n)}, after the config's scaling.
     *
     * @param rotated number n of rotated features of a head, even
     * @param base θ where the config has no {@code rope_theta}
     * @throws UnsupportedException for a scaling other than none, linear or llama3
     */
    static double[] read(ConfigFile config, int rotated, double base) {
        JsonNode scaling = config.ropeNode();
        double theta = config.positive(scaling, "rope_theta", config.positive("rope_theta", base));
        double[] frequencies = plain(theta, rotated);
        String type = scaling.path("rope_type").asString(scaling.path("type").asString("default"));
        return switch (type) {
            case "default" -> frequencies;
            case "linear" -> linear(frequencies, config.positive(scaling, "factor", 1));
            case "llama3" ->
                llama3(
                        frequencies,
                        config.positive(scaling, "factor", 8),
                        config.positive(scaling, "low_freq_factor", 1),
                        config.positive(scaling, "high_freq_factor", 4),
                        config.positive(scaling, "original_max_position_embeddings", 8192));
            default ->
                throw new UnsupportedException(config.path() + ": rope scaling \"" + type
                        + "\" is not supported; supported are default, linear and llama3.");
        };
    }

    static double[] plain(double theta, int rotated) {
        double[] frequencies = new double[rotated / 2];
        for (int j = 0; j < frequencies.length; j++) {
            frequencies[j] = Math.pow(theta, -2.0 * j / rotated);
        }
        return frequencies;
    }

    private static double[] linear(double[] frequencies, double factor) {
        double[] scaled = frequencies.clone();
        for (int j = 0; j < scaled.length; j++) {
            scaled[j] /= factor;
        }
        return scaled;
    }

    /** Slow pairs are divided by the factor, fast ones kept, those between mixed (Llama 3.1, as in transformers). */
    static double[] llama3(double[] frequencies, double factor, double low, double high, double original) {
        double[] scaled = frequencies.clone();
        for (int j = 0; j < scaled.length; j++) {
            double wavelength = 2 * Math.PI / scaled[j];
            if (wavelength > original / low) {
                scaled[j] /= factor;
            } else if (wavelength >= original / high) {
                double smooth = (original / wavelength - low) / (high - low);
                scaled[j] *= (1 - smooth) / factor + smooth;
            }
        }
        return scaled;
    }
}
