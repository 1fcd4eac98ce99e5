package org.latentworkbench.app.gui.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** What a run can be trained on, from the manifests of a workspace alone. */
final class DataReader {
    private static final Logger LOG = LoggerFactory.getLogger(DataReader.class);

    private static final String TOKENIZER = "tokenizer.json";

    private DataReader() {}

    static List<DataChoice> read(Workspace workspace) {
        List<DataChoice> choices = new ArrayList<>();
        for (String name : workspace.activations()) {
            add(choices, () -> cache(workspace.activationsDir(name)));
        }
        for (String corpus : workspace.corpora()) {
            for (String model : workspace.models()) {
                if (speaksAlike(workspace.modelDir(model), workspace.corpusDir(corpus))) {
                    add(choices, () -> live(workspace, model, corpus));
                }
            }
        }
        return choices;
    }

    /** Whether a corpus was cut into tokens by a model's tokenizer; where one is missing, the run itself will tell. */
    private static boolean speaksAlike(Path model, Path corpus) {
        Path first = model.resolve(TOKENIZER);
        Path second = corpus.resolve(TOKENIZER);
        try {
            return !Files.isRegularFile(first) || !Files.isRegularFile(second) || Files.mismatch(first, second) < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static void add(List<DataChoice> choices, java.util.function.Supplier<DataChoice> reading) {
        try {
            choices.add(reading.get());
        } catch (WorkbenchException e) {
            LOG.warn("left out of the choice of data: {}", e.getMessage());
        }
    }

    private static DataChoice cache(Path folder) {
        try (ActivationCache cache = ActivationCache.open(folder)) {
            ActivationInfo info = cache.info();
            return new DataChoice.Cache(
                    info.name(), info.corpus(), info.hook().toString(), info.width(), info.rows(), info.bytes());
        }
    }

    private static DataChoice live(Workspace workspace, String model, String corpus) {
        JsonNode config = Manifest.readTree(workspace.modelDir(model).resolve(Section.MODELS.manifest()));
        JsonNode text = Manifest.readTree(workspace.corpusDir(corpus).resolve(Section.CORPORA.manifest()));
        return new DataChoice.Live(
                model,
                corpus,
                number(config, "hidden_size", "n_embd", "d_model"),
                number(config, "num_hidden_layers", "n_layer", "num_layers"),
                text.path("info").path("tokens").asLong(0));
    }

    private static int number(JsonNode config, String... names) {
        for (String name : names) {
            if (config.path(name).isNumber()) {
                return config.path(name).asInt();
            }
        }
        return 0;
    }
}
