package org.latentworkbench.engine.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Finds the tokenizer of a folder and reads what the native library does not tell: texts, special tokens, BOS and EOS. */
final class TokenizerFile {
    static final String NAME = "tokenizer.json";
    static final String CONFIG_NAME = "tokenizer_config.json";

    /** Begin marks by convention, for files that do not name theirs; GPT-2 and NeoX use the end mark for both. */
    private static final List<String> BEGIN_MARKS = List.of(
            "<|bos|>", "<s>", "<bos>", "<|begin_of_text|>", "<|startoftext|>", "[BOS]", "[CLS]", "<|endoftext|>");

    private static final List<String> END_MARKS =
            List.of("<|eos|>", "</s>", "<eos>", "<|end_of_text|>", "[EOS]", "[SEP]", "<|endoftext|>");

    private static final List<String> TEMPLATES = List.of("TemplateProcessing", "BertProcessing", "RobertaProcessing");

    private TokenizerFile() {}

    static Tokenizer load(Path folderOrTokenizerJson) {
        return load(find(folderOrTokenizerJson));
    }

    static Tokenizer load(TokenizerSource source) {
        JsonNode root = source.root();
        JsonNode settings = source.settings();
        OptionalInt begin = mark(root, settings.path("bos_token"), BEGIN_MARKS);
        if (begin.isEmpty()) {
            begin = templateStart(root);
        }
        OptionalInt end = mark(root, settings.path("eos_token"), END_MARKS);
        BosRule rule = bosRule(root, settings, begin);
        return new HuggingFace(
                source, fingerprint(source.json()), VocabularyReader.read(source.origin(), root), begin, end, rule);
    }

    /** The tokenizer of a folder, or the file {@code tokenizer.json} given. */
    static TokenizerSource find(Path folderOrTokenizerJson) {
        if (!Files.exists(folderOrTokenizerJson)) {
            throw new BadInputException(
                    "There is no file or folder " + folderOrTokenizerJson + " to read a tokenizer from.");
        }
        if (!Files.isDirectory(folderOrTokenizerJson)) {
            return read(folderOrTokenizerJson);
        }
        if (Files.exists(folderOrTokenizerJson.resolve(NAME))) {
            return read(folderOrTokenizerJson.resolve(NAME));
        }
        boolean merges = Files.exists(folderOrTokenizerJson.resolve(MergeFiles.MERGES));
        if (merges && Files.exists(folderOrTokenizerJson.resolve(MergeFiles.VOCABULARY))) {
            return MergeFiles.read(folderOrTokenizerJson);
        }
        for (String other : List.of("tokenizer.model", "spiece.model", "vocab.txt", MergeFiles.VOCABULARY)) {
            if (Files.exists(folderOrTokenizerJson.resolve(other))) {
                throw new UnsupportedException(folderOrTokenizerJson + " has its tokenizer as " + other
                        + " without tokenizer.json, a form that is not read. Save it as a fast tokenizer"
                        + " (AutoTokenizer.from_pretrained(folder).save_pretrained(folder)) to make one.");
            }
        }
        throw new BadInputException(folderOrTokenizerJson + " holds no tokenizer.json.");
    }

    private static TokenizerSource read(Path file) {
        JsonNode root = Manifest.readTree(file);
        try {
            return new TokenizerSource(file, Files.readAllBytes(file), root, file.resolveSibling(CONFIG_NAME));
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }

    private static String fingerprint(byte[] json) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
        } catch (NoSuchAlgorithmException e) {
            throw new BugException("SHA-256 is missing from this Java.", e);
        }
    }

    /**
     * Whether a text of this tokenizer begins with BOS: as its settings say, else as its post-processor does, else it
     * does, which is what TransformerLens and SAELens take for models that say nothing.
     */
    private static BosRule bosRule(JsonNode root, JsonNode settings, OptionalInt begin) {
        if (begin.isEmpty()) {
            return BosRule.NONE;
        }
        JsonNode asked = settings.path("add_bos_token");
        if (asked.isBoolean()) {
            return asked.asBoolean() ? BosRule.EACH_CONTEXT : BosRule.NONE;
        }
        JsonNode processor = template(root.path("post_processor"));
        return processor.isMissingNode() || templateStart(root).equals(begin) ? BosRule.EACH_CONTEXT : BosRule.NONE;
    }

    /** The post-processor that adds special tokens, alone or inside a sequence. */
    private static JsonNode template(JsonNode processor) {
        String type = processor.path("type").asString("");
        if (type.equals("Sequence")) {
            for (JsonNode part : processor.path("processors")) {
                JsonNode found = template(part);
                if (!found.isMissingNode()) {
                    return found;
                }
            }
        }
        return TEMPLATES.contains(type) ? processor : MissingNode.getInstance();
    }

    /** A mark as transformers writes it: its text, or an object that holds it. */
    static String markText(JsonNode configured) {
        return configured.isObject() ? configured.path("content").asString("") : configured.asString("");
    }

    private static OptionalInt mark(JsonNode root, JsonNode configured, List<String> conventional) {
        String named = markText(configured);
        if (!named.isEmpty()) {
            OptionalInt id = id(root, named);
            if (id.isPresent()) {
                return id;
            }
        }
        return conventional.stream()
                .map(text -> specialId(root, text))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .orElse(OptionalInt.empty());
    }

    private static OptionalInt templateStart(JsonNode root) {
        JsonNode processor = template(root.path("post_processor"));
        String name = processor.has("cls")
                ? processor.path("cls").path(0).asString("")
                : processor
                        .path("single")
                        .path(0)
                        .path("SpecialToken")
                        .path("id")
                        .asString("");
        return name.isEmpty() ? OptionalInt.empty() : id(root, name);
    }

    private static OptionalInt id(JsonNode root, String text) {
        OptionalInt special = specialId(root, text);
        JsonNode inModel = root.path("model").path("vocab").path(text);
        return special.isPresent() || !inModel.isInt() ? special : OptionalInt.of(inModel.asInt());
    }

    private static OptionalInt specialId(JsonNode root, String text) {
        for (JsonNode token : root.path("added_tokens")) {
            if (token.path("content").asString("").equals(text)) {
                return OptionalInt.of(token.path("id").asInt());
            }
        }
        return OptionalInt.empty();
    }
}
