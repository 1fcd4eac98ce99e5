package org.latentworkbench.app.cli;

import org.latentworkbench.engine.lm.Precision;
import picocli.CommandLine.Option;

/** How a language model computes. */
final class PrecisionOption {
    @Option(
            names = "--precision",
            paramLabel = "f32|f16",
            defaultValue = "f32",
            description = "How the model multiplies; f16 is faster and less exact, on a GPU only (default:"
                    + " ${DEFAULT-VALUE}).")
    String precision = "f32";

    Precision chosen() {
        return Precision.parse(precision);
    }
}
