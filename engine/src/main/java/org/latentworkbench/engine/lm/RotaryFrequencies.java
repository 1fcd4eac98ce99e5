package org.latentworkbench.engine.lm;

import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.lm.kernel.Rotation;
import tools.jackson.databind.JsonNode;

/** The rotation speeds of rotary position embeddings (Su et al. 2021, "RoFormer") and how a config changes them. */
final class RotaryFrequencies {
    /** Field of the longest context before the scaling. */
    static final String ORIGINAL = "original_max_position_embeddings";

    private RotaryFrequencies() {}

    /**
     * The config's rotary positions; without scaling radians per position of each rotated pair are {@code θ^(-2j/n)}.
     *
     * @param rotated number n of rotated features of a head, even
     * @param base θ where the config has no {@code rope_theta}
     * @throws UnsupportedException for a scaling that is not one of those named in its message
     */
    static Rotary read(ConfigFile config, int rotated, double base) {
        JsonNode scaling = config.ropeNode();
        double theta = config.positive(scaling, "rope_theta", config.positive("rope_theta", base));
        double[] frequencies = plain(theta, rotated);
        String type = type(scaling);
        return switch (type) {
            case "default" -> fixed(frequencies);
            case "linear" -> fixed(linear(frequencies, config.positive(scaling, "factor", 1)));
            case "llama3" ->
                fixed(llama3(
                        frequencies,
                        config.positive(scaling, "factor", 8),
                        config.positive(scaling, "low_freq_factor", 1),
                        config.positive(scaling, "high_freq_factor", 4),
                        config.positive(scaling, ORIGINAL, 8192)));
            case "dynamic" ->
                new Rotary.Dynamic(theta, rotated, factor(config, scaling), config.size("max_position_embeddings"));
            case "yarn" -> new Rotary.Fixed(YarnScaling.read(config, scaling).rotation(theta, rotated));
            default ->
                throw new UnsupportedException(config.path() + ": rope scaling \"" + type
                        + "\" is not supported; supported are default, linear, dynamic, yarn and llama3.");
        };
    }

    /**
     * Longest context that makes sense: {@code max_position_embeddings}, stretched where the scaling reaches farther.
     *
     * @param ifAbsent where the config does not say it
     */
    static int reach(ConfigFile config, int ifAbsent) {
        JsonNode scaling = config.ropeNode();
        int positions = config.size("max_position_embeddings", ifAbsent);
        double reach =
                switch (type(scaling)) {
                    case "dynamic" -> positions * factor(config, scaling);
                    case "yarn" -> config.positive(scaling, ORIGINAL, positions) * factor(config, scaling);
                    default -> positions;
                };
        return (int) Math.min(ConfigFile.MAX_SIZE, Math.max(positions, reach));
    }

    private static String type(JsonNode scaling) {
        return scaling.path("rope_type").asString(scaling.path("type").asString("default"));
    }

    static double factor(ConfigFile config, JsonNode scaling) {
        double factor = config.positive(scaling, "factor", 1);
        if (factor < 1) {
            throw new BadInputException(
                    config.path() + ": the factor of the rope scaling is " + factor + ", expected a number from 1 on.");
        }
        return factor;
    }

    private static Rotary fixed(double[] frequencies) {
        return new Rotary.Fixed(new Rotation(frequencies, 1));
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
