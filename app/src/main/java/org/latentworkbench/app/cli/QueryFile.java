package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;

/** Files of queries and of tokenised documents that {@code match} reads. */
final class QueryFile {
    private QueryFile() {}

    /**
     * One query.
     *
     * @param name its name, may be empty
     * @param script the token regex
     * @param literals word lists by name
     */
    record Query(String name, String script, Map<String, List<String>> literals) {}

    static List<Query> queries(Path file) {
        JsonNode root = Manifest.readTree(file);
        if (!root.isArray()) {
            throw new BadInputException(file + " holds no JSON list; it should be a list of objects with \"script\".");
        }
        List<Query> queries = new ArrayList<>();
        for (JsonNode node : root) {
            if (!node.path("script").isString()) {
                throw new BadInputException(file + ": entry " + queries.size() + " has no text \"script\".");
            }
            Map<String, List<String>> literals = new LinkedHashMap<>();
            node.path("literals").properties().forEach(entry -> {
                List<String> words = new ArrayList<>();
                entry.getValue().forEach(word -> words.add(word.asString()));
                literals.put(entry.getKey(), words);
            });
            queries.add(new Query(
                    node.path("name").asString(""), node.path("script").asString(), literals));
        }
        return queries;
    }

    /** Token ids of each document; every id is checked against the vocabulary. */
    static List<int[]> documents(Path file, int vocabulary) {
        JsonNode root = Manifest.readTree(file).path("documents");
        if (!root.isArray()) {
            throw new BadInputException(file + " has no list \"documents\".");
        }
        List<int[]> documents = new ArrayList<>();
        for (JsonNode node : root) {
            JsonNode ids = node.path("ids");
            if (!ids.isArray()) {
                throw new BadInputException(file + ": document " + documents.size() + " has no list \"ids\".");
            }
            var tokens = new int[ids.size()];
            for (int i = 0; i < tokens.length; i++) {
                JsonNode id = ids.get(i);
                if (!id.canConvertToInt() || id.asInt() < 0 || id.asInt() >= vocabulary) {
                    throw new BadInputException(file + ": document " + documents.size() + " has the token " + id
                            + ", but the tokenizer has ids 0 to " + (vocabulary - 1) + ".");
                }
                tokens[i] = id.asInt();
            }
            documents.add(tokens);
        }
        return documents;
    }
}
