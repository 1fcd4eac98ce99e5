package org.latentworkbench.engine.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;

/** A random model of two layers on disk, whose config and tensors a test may change. */
final class TinyModel {
    static final ModelShape SHAPE = new ModelShape(2, 16, 4, 2, 24, 300, 20);

    final Path folder;
    final Map<String, Object> config;
    final Map<String, TensorData> tensors = new LinkedHashMap<>();

    TinyModel(Path folder) {
        this.folder = folder;
        LlamaArchitecture architecture = LlamaArchitecture.of(SHAPE);
        this.config = architecture.json("float32");
        try (NativeScope scope = NativeScope.open(ComputeDevice.CPU)) {
            for (InitialParameters.Parameter parameter : InitialParameters.draw(architecture, 5, scope)) {
                float[] values = parameter.values();
                for (int i = 0; i < values.length; i++) {
                    values[i] *= parameter.isMatrix() ? 20 : 1; // so that every part matters
                }
                tensors.put(parameter.name(), TensorData.ofFloats(parameter.name(), values, parameter.shape()));
            }
        }
    }

    void write() {
        SafetensorsWriter.write(folder.resolve("model.safetensors"), List.copyOf(tensors.values()), Map.of());
        try {
            Files.writeString(folder.resolve("config.json"), Manifest.mapper().writeValueAsString(config));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    LanguageModel load() {
        write();
        return LanguageModel.load(folder, ComputeDevice.CPU);
    }
}
