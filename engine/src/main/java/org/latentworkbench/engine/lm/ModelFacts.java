package org.latentworkbench.engine.lm;

import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.latentworkbench.engine.tensor.TensorSource;

/**
 * What the files of a model say about it; its weights are not read.
 *
 * @param config its sizes
 * @param parameters number of weights
 * @param dtype the types they are stored in, for example {@code "BF16"}
 */
public record ModelFacts(ModelConfig config, long parameters, String dtype) {
    /**
     * Reads {@code config.json} and the headers of the safetensors files.
     *
     * @throws org.latentworkbench.engine.error.WorkbenchException if a file is missing or damaged, or the family unknown
     */
    public static ModelFacts read(Path directory) {
        ModelConfig config = ModelConfig.read(directory);
        try (TensorSource files = TensorSource.openModel(directory)) {
            String dtype = files.names().stream()
                    .map(name -> files.info(name).dtype().toString())
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .collect(Collectors.joining(", "));
            return new ModelFacts(config, LanguageModel.parameters(directory), dtype);
        }
    }
}
