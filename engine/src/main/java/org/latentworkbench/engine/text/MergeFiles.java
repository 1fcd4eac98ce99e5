package org.latentworkbench.engine.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The older form of a GPT-2 tokenizer, {@code vocab.json} and {@code merges.txt}, put together as a {@code tokenizer.json}.
 * Only byte-level BPE is: other tokenizers of this form cut and mark words in ways that the two files do not tell.
 */
final class MergeFiles {
    static final String VOCABULARY = "vocab.json";
    static final String MERGES = "merges.txt";

    private static final long MAX_MERGE_BYTES = 64L << 20;
    private static final String DEFAULT_MARK = "<|endoftext|>";
    private static final Set<String> CLASSES =
            Set.of("", "GPT2Tokenizer", "GPT2TokenizerFast", "PreTrainedTokenizerFast", "CodeGenTokenizer");

    private final Path folder;
    private final JsonNode vocabulary;
    private final JsonNode settings;

    private MergeFiles(Path folder, JsonNode vocabulary, JsonNode settings) {
        this.folder = folder;
        this.vocabulary = vocabulary;
        this.settings = settings;
    }

    /**
     * @throws BadInputException if a file is damaged
     * @throws UnsupportedException if it is no tokenizer of GPT-2
     */
    static TokenizerSource read(Path folder) {
        Path config = folder.resolve(TokenizerFile.CONFIG_NAME);
        ObjectNode none = Manifest.mapper().createObjectNode();
        MergeFiles files = new MergeFiles(
                folder,
                Manifest.readTree(folder.resolve(VOCABULARY)),
                Files.exists(config) ? Manifest.readTree(config) : none);
        JsonNode root = files.json();
        byte[] bytes = Manifest.mapper().writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        return new TokenizerSource(folder.resolve(VOCABULARY), bytes, root, config);
    }

    private JsonNode json() {
        String type = settings.path("tokenizer_class").asString("");
        if (!CLASSES.contains(type)) {
            throw new UnsupportedException(
                    folder + " has a " + type + " as vocab.json and merges.txt; in this form only"
                            + " GPT-2's byte-level BPE is read. Save it as a fast tokenizer, which writes tokenizer.json.");
        }
        if (!vocabulary.isObject() || vocabulary.isEmpty()) {
            throw new BadInputException(folder.resolve(VOCABULARY) + " does not map tokens to ids.");
        }
        Set<String> marks = marks();
        boolean byteLevel = vocabulary
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(token -> !marks.contains(token))
                .allMatch(token -> token.chars().allMatch(c -> ByteLevel.unsignedByte((char) c) >= 0));
        if (!byteLevel) {
            throw new UnsupportedException(folder.resolve(VOCABULARY) + " is not a byte-level vocabulary like that of"
                    + " GPT-2. Save it as a fast tokenizer, which writes tokenizer.json.");
        }
        ObjectNode root = Manifest.mapper().createObjectNode();
        root.put("version", "1.0");
        var added = root.putArray("added_tokens");
        marks.stream()
                .filter(vocabulary::has)
                .forEach(mark -> TokenizerJson.mark(
                        added.addObject(), vocabulary.path(mark).asInt(), mark));
        TokenizerJson.byteLevel(
                root.putObject("pre_tokenizer"),
                settings.path("add_prefix_space").asBoolean(false),
                true);
        TokenizerJson.byteLevel(root.putObject("post_processor"), true, false);
        TokenizerJson.byteLevel(root.putObject("decoder"), true, true);
        ObjectNode model = root.putObject("model");
        TokenizerJson.bpe(model, unknown());
        model.set("vocab", vocabulary);
        var list = model.putArray("merges");
        merges().forEach(list::add);
        return root;
    }

    /** The special tokens that the folder names, else GPT-2's own. */
    private Set<String> marks() {
        Set<String> marks = new LinkedHashSet<>();
        settings.path("added_tokens_decoder")
                .valueStream()
                .forEach(token -> marks.add(token.path("content").asString("")));
        Path map = folder.resolve("special_tokens_map.json");
        List<JsonNode> sources = Files.exists(map) ? List.of(settings, Manifest.readTree(map)) : List.of(settings);
        for (JsonNode source : sources) {
            for (String field : List.of("bos_token", "eos_token", "unk_token", "pad_token")) {
                marks.add(TokenizerFile.markText(source.path(field)));
            }
        }
        marks.add(DEFAULT_MARK);
        marks.remove("");
        return marks;
    }

    /** What stands for a byte that the vocabulary does not have; needed only if it does not have all. */
    private String unknown() {
        for (int b = 0; b < 256; b++) {
            if (!vocabulary.has(String.valueOf(ByteLevel.character(b)))) {
                String named = TokenizerFile.markText(settings.path("unk_token"));
                return vocabulary.has(named) ? named : "";
            }
        }
        return "";
    }

    private List<String> merges() {
        Path file = folder.resolve(MERGES);
        List<String> merges = new ArrayList<>();
        try {
            if (Files.size(file) > MAX_MERGE_BYTES) {
                throw new BadInputException(file + " holds " + Files.size(file) + " bytes, too many for merges.");
            }
            try (Stream<String> lines = Files.lines(file)) {
                lines.forEach(line -> {
                    if (line.isBlank() || line.startsWith("#version")) {
                        return;
                    }
                    String[] pair = line.strip().split(" ", -1);
                    if (pair.length != 2) {
                        throw new BadInputException(file + ": \"" + line + "\" is not a pair of tokens.");
                    }
                    merges.add(pair[0] + " " + pair[1]);
                });
            }
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BadInputException(
                    "Cannot read " + file + " (" + e.getMessage() + "), which belongs to vocab.json.", e);
        }
        return merges;
    }
}
