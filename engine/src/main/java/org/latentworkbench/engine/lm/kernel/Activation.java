package org.latentworkbench.engine.lm.kernel;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The nonlinearities of MLPs, by the names configs have for them. */
public enum Activation {
    /** {@code x Φ(x)} with the normal distribution function Φ (Hendrycks and Gimpel 2016). */
    GELU,
    /** The same with Φ approximated by tanh. */
    GELU_TANH,
    /** {@code x σ(1.702 x)}. */
    QUICK_GELU,
    /** {@code x σ(x)}. */
    SILU,
    /** {@code max(0, x)}. */
    RELU,
    /** {@code max(0, x)²}. */
    RELU_SQUARED,
    /** {@code min(max(0, x), 6)}. */
    RELU6,
    /** {@code σ(x)}. */
    SIGMOID,
    /** {@code tanh(x)}. */
    TANH,
    /** {@code x tanh(log(1 + eˣ))} (Misra 2019). */
    MISH,
    /** {@code x}. */
    LINEAR;

    /** √(2/π) and the cubic coefficient of the tanh approximation. */
    static final double ROOT = Math.sqrt(2 / Math.PI);

    static final double CUBIC = 0.044715;
    static final double QUICK = 1.702;

    private static final Map<String, Activation> BY_NAME = Map.ofEntries(
            Map.entry("gelu", GELU),
            Map.entry("gelu_python", GELU),
            Map.entry("gelu_new", GELU_TANH),
            Map.entry("gelu_pytorch_tanh", GELU_TANH),
            Map.entry("gelu_fast", GELU_TANH),
            Map.entry("gelu_accurate", GELU_TANH),
            Map.entry("quick_gelu", QUICK_GELU),
            Map.entry("silu", SILU),
            Map.entry("swish", SILU),
            Map.entry("relu", RELU),
            Map.entry("relu2", RELU_SQUARED),
            Map.entry("relu6", RELU6),
            Map.entry("sigmoid", SIGMOID),
            Map.entry("tanh", TANH),
            Map.entry("mish", MISH),
            Map.entry("linear", LINEAR));

    /** The activation a config names. */
    public static Optional<Activation> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    /** All names, in alphabetical order, for messages. */
    public static String allNames() {
        return String.join(", ", new TreeSet<>(BY_NAME.keySet()));
    }

    /** Applies it by operations of libtorch, through which gradients flow. */
    NDArray apply(NDArray x) {
        return switch (this) {
            case GELU -> x.getNDArrayInternal().gelu();
            case GELU_TANH -> {
                NDArray slope = x.square().mul(2 * ROOT * CUBIC).add(2 * ROOT);
                yield sigmoid(slope.mul(x)).mul(x);
            }
            case QUICK_GELU -> sigmoid(x.mul(QUICK)).mul(x);
            case SILU -> sigmoid(x).mul(x);
            case RELU -> x.getNDArrayInternal().relu();
            case RELU_SQUARED -> x.getNDArrayInternal().relu().square();
            case RELU6 -> x.clip(0, 6);
            case SIGMOID -> sigmoid(x);
            case TANH -> x.tanh();
            case MISH -> x.getNDArrayInternal().softPlus().tanh().mul(x);
            case LINEAR -> x;
        };
    }

    private static NDArray sigmoid(NDArray x) {
        return x.getNDArrayInternal().sigmoid();
    }
}
