package org.latentworkbench.engine.lm;

import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.latentworkbench.engine.error.UnsupportedException;

/** The families of models that can be loaded; a further one is a line here and one class that maps its names. */
final class ModelFamilies {
    private static final Map<String, Function<ConfigFile, Architecture>> BY_MODEL_TYPE = Map.of(
            "gpt2", Gpt2Architecture::read,
            "gpt_neo", GptNeoArchitecture::read,
            "gpt_neox", GptNeoXArchitecture::read,
            "llama", LlamaFamilies::llama,
            "qwen2", LlamaFamilies::qwen2,
            "mistral", LlamaFamilies::mistral,
            "gemma", LlamaFamilies::gemma,
            "gemma2", LlamaFamilies::gemma2);

    private ModelFamilies() {}

    /**
     * Reads a config by its {@code model_type}.
     *
     * @throws UnsupportedException if the family is not supported; the message lists those that are
     */
    static Architecture read(ConfigFile config) {
        String type = config.text("model_type", "");
        Function<ConfigFile, Architecture> reader = BY_MODEL_TYPE.get(type);
        if (reader == null) {
            throw new UnsupportedException(config.path() + ": model_type "
                    + (type.isEmpty() ? "is missing" : "\"" + type + "\" is not supported") + "; supported: "
                    + String.join(", ", new TreeSet<>(BY_MODEL_TYPE.keySet())) + ".");
        }
        if (config.has("text_config")) {
            throw new UnsupportedException(config.path()
                    + ": it nests the language model in \"text_config\", as models of pictures and text do; choose a"
                    + " model of text alone.");
        }
        return reader.apply(config);
    }
}
