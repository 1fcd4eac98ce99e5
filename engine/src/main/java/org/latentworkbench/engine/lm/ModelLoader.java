package org.latentworkbench.engine.lm;

import ai.djl.ndarray.types.DataType;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import org.latentworkbench.engine.lm.kernel.Kernels;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.tensor.TensorSource;

/** Puts models together from a config and a source of parameters. */
final class ModelLoader {
    private ModelLoader() {}

    /** @param kernels taken over, closed if loading fails */
    static LanguageModel load(Path directory, ComputeDevice device, Precision precision, Kernels kernels) {
        DataType matrices = precision.matrices();
        boolean loaded = false;
        try (TensorSource files = open(directory)) {
            Architecture architecture = ModelFamilies.read(ConfigFile.read(directory));
            ParameterList parameters = ParameterList.of(architecture);
            new WeightCheck(files, architecture).run(parameters);
            LanguageModel model = build(directory, device, architecture, parameters, kernels, scope -> {
                return new WeightFiles(files, scope, architecture.prefix(), matrices);
            });
            loaded = true;
            return model;
        } finally {
            if (!loaded) {
                kernels.close();
            }
        }
    }

    /** The final norm and the head alone; what is in the blocks is not read. */
    static Unembedding unembedding(Path directory, ComputeDevice device) {
        Kernels kernels = Precision.FLOAT32.kernels(device);
        NativeScope scope = NativeScope.open(device);
        boolean loaded = false;
        try (TensorSource files = open(directory)) {
            Architecture architecture = ModelFamilies.read(ConfigFile.read(directory));
            new WeightCheck(files, architecture).run(ParameterList.of(architecture));
            var weights = new WeightFiles(files, scope, architecture.prefix(), DataType.FLOAT32);
            var outside = new OutsideBlocks(weights, scope.upload(new long[1], 1));
            Transformer parts = architecture.build(outside);
            Unembedding made = new Unembedding(scope, kernels, parts.finalNorm(), parts.head());
            loaded = true;
            return made;
        } finally {
            if (!loaded) {
                scope.close();
                kernels.close();
            }
        }
    }

    /** Reads the config first: what it says decides whether the weights are worth a look. */
    private static TensorSource open(Path directory) {
        ModelFamilies.read(ConfigFile.read(directory));
        return TensorSource.openModel(directory);
    }

    static LanguageModel random(Map<String, ?> config, ComputeDevice device, long seed) {
        Architecture architecture = ModelFamilies.read(ConfigFile.of(config));
        return build(
                Path.of("random"),
                device,
                architecture,
                ParameterList.of(architecture),
                Precision.FLOAT32.kernels(device),
                scope -> new RandomParameters(scope, seed));
    }

    private static LanguageModel build(
            Path directory,
            ComputeDevice device,
            Architecture architecture,
            ParameterList parameters,
            Kernels kernels,
            Function<NativeScope, ParameterSource> source) {
        NativeScope scope = NativeScope.open(device);
        boolean built = false;
        try {
            Transformer transformer = architecture.build(source.apply(scope)).with(kernels);
            built = true;
            return new LanguageModel(directory, device, architecture.config(), scope, transformer, parameters);
        } finally {
            if (!built) {
                scope.close();
            }
        }
    }
}
