package org.latentworkbench.engine.lm;

import java.util.Map;

/** Rotary speeds for {@link ReferenceModel}, by the turns that a pair makes in the trained context. */
record ReferenceRotary(Map<String, Object> config) {
    /** Radians per position of a pair of n rotated features in a context of so many tokens. */
    @SuppressWarnings("unchecked")
    double frequency(int j, int n, int length) {
        double base = number("gpt_neox".equals(config.get("model_type")) ? "rotary_emb_base" : "rope_theta", 10_000);
        double frequency = 1 / Math.pow(base, 2.0 * j / n);
        Map<String, Object> scaling = (Map<String, Object>) config.get("rope_scaling");
        if (scaling == null) {
            return frequency;
        }
        double factor = ((Number) scaling.get("factor")).doubleValue();
        Object kind = scaling.getOrDefault("rope_type", scaling.get("type"));
        if (kind.equals("linear")) {
            return frequency / factor;
        }
        double trained = number("max_position_embeddings", 0);
        if (kind.equals("dynamic")) {
            double longer = Math.max(length, trained);
            double slow = base * Math.pow(factor * longer / trained - factor + 1, n / (n - 2.0));
            return Math.pow(slow, -2.0 * j / n);
        }
        if (kind.equals("yarn")) {
            return yarn(scaling, j, n, base, factor);
        }
        double low = ((Number) scaling.get("low_freq_factor")).doubleValue();
        double high = ((Number) scaling.get("high_freq_factor")).doubleValue();
        double turns =
                ((Number) scaling.get("original_max_position_embeddings")).doubleValue() * frequency / (2 * Math.PI);
        double keep = Math.clamp((turns - low) / (high - low), 0.0, 1.0);
        return keep * frequency + (1 - keep) * frequency / factor;
    }

    /** YaRN by the turns a pair makes: between the pairs with beta_fast and beta_slow turns speeds are mixed linearly. */
    private double yarn(Map<String, Object> scaling, int j, int n, double base, double factor) {
        double trained = ((Number)
                        scaling.getOrDefault("original_max_position_embeddings", config.get("max_position_embeddings")))
                .doubleValue();
        double fast = ((Number) scaling.getOrDefault("beta_fast", 32)).doubleValue();
        double slow = ((Number) scaling.getOrDefault("beta_slow", 1)).doubleValue();
        // Pair p turns trained · base^(-2p/n) / 2π times.
        double first = Math.floor(n / 2.0 * Math.log(trained / (2 * Math.PI * fast)) / Math.log(base));
        double last = Math.ceil(n / 2.0 * Math.log(trained / (2 * Math.PI * slow)) / Math.log(base));
        first = first < 0 ? 0 : first;
        last = last > n - 1 ? n - 1 : last;
        double kept = Math.pow(base, -2.0 * j / n);
        if (j <= first) {
            return kept;
        }
        return j >= last ? kept / factor : kept + (kept / factor - kept) * (j - first) / (last - first);
    }

    /** How much YaRN lengthens what it turns. */
    @SuppressWarnings("unchecked")
    double swell() {
        Map<String, Object> scaling = (Map<String, Object>) config.get("rope_scaling");
        if (scaling == null || !"yarn".equals(scaling.get("rope_type"))) {
            return 1;
        }
        Object given = scaling.get("attention_factor");
        double factor = ((Number) scaling.get("factor")).doubleValue();
        return given == null ? 1 + Math.log(factor) / 10 : ((Number) given).doubleValue();
    }

    private double number(String field, double ifAbsent) {
        return config.get(field) instanceof Number number ? number.doubleValue() : ifAbsent;
    }
}
