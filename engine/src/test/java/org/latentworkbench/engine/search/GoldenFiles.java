package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.SharedData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Reads the golden results of the language. */
final class GoldenFiles {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private GoldenFiles() {}

    static JsonNode json(String file) {
        return MAPPER.readTree(SharedData.path("tokre/" + file).toFile());
    }

    static List<int[]> documents(String corpus) {
        return documents(json("docs-" + corpus + ".json").get("documents"));
    }

    static List<int[]> documents(JsonNode array) {
        List<int[]> documents = new ArrayList<>();
        for (JsonNode document : array) {
            documents.add(ints(document.get("ids")));
        }
        return documents;
    }

    static int[] ints(JsonNode array) {
        int[] values = new int[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asInt();
        }
        return values;
    }

    static Map<String, List<String>> literals(JsonNode query) {
        Map<String, List<String>> literals = new HashMap<>();
        if (query.has("literals")) {
            query.get("literals").properties().forEach(entry -> {
                List<String> words = new ArrayList<>();
                entry.getValue().forEach(word -> words.add(word.asString()));
                literals.put(entry.getKey(), words);
            });
        }
        return literals;
    }
}
