package org.latentworkbench.engine.lm;

import java.util.function.DoubleUnaryOperator;

/** The functions between the two layers of an MLP, by their names in a configuration, written a second time. */
final class ReferenceActivation {
    private ReferenceActivation() {}

    static DoubleUnaryOperator named(String name) {
        return switch (name) {
            case "silu" -> x -> x / (1 + Math.exp(-x));
            case "relu" -> x -> Math.max(0, x);
            case "relu2" -> x -> Math.max(0, x) * Math.max(0, x);
            case "quick_gelu" -> x -> x / (1 + Math.exp(-1.702 * x));
            case "gelu" -> x -> x * normalDistribution(x);
            case "gelu_new", "tanh gelu" ->
                x -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** Φ(x) = ½ + φ(x) (x + x³/3 + x⁵/15 + …), Abramowitz and Stegun 26.2.11. */
    private static double normalDistribution(double x) {
        double term = x;
        double series = x;
        for (int n = 1; n < 200; n++) {
            term *= x * x / (2 * n + 1);
            series += term;
        }
        return 0.5 + Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
