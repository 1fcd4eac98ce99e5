package org.latentworkbench.engine.lm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.text.Tokenizer;

/** Writes a model as a Hugging Face folder, which transformers reads too. */
final class ModelFolder {
    private ModelFolder() {}

    /**
     * Writes the folder as a whole; one that is there is replaced.
     *
     * @param tokenizerJson copied into the folder
     * @param log of the training; copied if it is there
     * @param dtype of the weights as config.json names it
     */
    static void write(
            Path folder,
            LlamaArchitecture architecture,
            List<TensorData> weights,
            String dtype,
            Path tokenizerJson,
            Path log) {
        Tokenizer tokenizer = Tokenizer.load(tokenizerJson);
        AtomicFile.directory(folder, temporary -> {
            Files.copy(tokenizerJson, temporary.resolve("tokenizer.json"));
            json(temporary.resolve("tokenizer_config.json"), tokenizerConfig(architecture.config(), tokenizer));
            SafetensorsWriter.write(temporary.resolve("model.safetensors"), weights, Map.of("format", "pt"));
            json(temporary.resolve("generation_config.json"), generationConfig(architecture.config()));
            if (Files.exists(log)) {
                Files.copy(log, temporary.resolve(TrainingLog.NAME));
            }
            json(temporary.resolve("config.json"), architecture.json(dtype));
        });
    }

    private static Map<String, Object> tokenizerConfig(ModelConfig config, Tokenizer tokenizer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tokenizer_class", "PreTrainedTokenizerFast");
        json.put("bos_token", tokenizer.decode(new int[] {config.beginToken().orElseThrow()}));
        json.put("eos_token", tokenizer.decode(new int[] {config.endToken().orElseThrow()}));
        if (tokenizer.vocabulary().isSpecial(2)) {
            json.put("unk_token", tokenizer.decode(new int[] {2}));
        }
        json.put("clean_up_tokenization_spaces", false);
        json.put("model_max_length", config.maxPositions());
        return json;
    }

    private static Map<String, Object> generationConfig(ModelConfig config) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("_from_model_config", true);
        json.put("bos_token_id", config.beginToken().orElseThrow());
        json.put("eos_token_id", config.endToken().orElseThrow());
        return json;
    }

    private static void json(Path file, Map<String, Object> content) throws IOException {
        Files.writeString(file, Manifest.mapper().writeValueAsString(content) + "\n");
    }
}
