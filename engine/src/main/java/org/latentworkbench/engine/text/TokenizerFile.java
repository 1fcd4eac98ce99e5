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

/** Finds the tokenizer of a folder and reads what the native library does not tell: texts, special tokens, BOS and EOS. */
final class TokenizerFile {
    static final String NAME = "tokenizer.json";
    static final String CONFIG_NAME = "tokenizer_config.json";

    /** Begin marks by convention, for files that do not name theirs; GPT-2 and NeoX use the end mark for both. */
    private static final List<String> BEGIN_MARKS = List.of(
            "<|bos|>", "<s>", "<bos>", "<|begin_of_text|>", "<|startoftext|>", "[BOS]", "[CLS]", "<|endoftext|>");

    private static final List<String> END_MARKS =
            List.of("<|eos|>", "</s>", "<eos>", "<|end_of_text|>", "[EOS]", "[SEP]", "<|endoftext|>");

    private TokenizerFile() {}

    static Tokenizer load(Path folderOrTokenizerJson) {
        Path file = find(folderOrTokenizerJson);
        JsonNode root = Manifest.readTree(file);
        Vocabulary vocabulary = VocabularyReader.read(file, root);
        Path config = file.resolveSibling(CONFIG_NAME);
        JsonNode settings = Files.exists(config)
                ? Manifest.readTree(config)
                : Manifest.mapper().createObjectNode();
        OptionalInt begin = mark(root, settings.path("bos_token"), BEGIN_MARKS);
        if (begin.isEmpty()) {
            begin = templateStart(root);
        }
        return new HuggingFace(
                file, fingerprint(file), vocabulary, begin, mark(root, settings.path("eos_token"), END_MARKS));
    }

    /** The file {@code tokenizer.json} of a folder, or the file given. */
    static Path find(Path folderOrTokenizerJson) {
        if (!Files.exists(folderOrTokenizerJson)) {
            throw new BadInputException(
                    "There is no file or folder " + folderOrTokenizerJson + " to read a tokenizer from.");
        }
        if (!Files.isDirectory(folderOrTokenizerJson)) {
            return folderOrTokenizerJson;
        }
        Path file = folderOrTokenizerJson.resolve(NAME);
        if (Files.exists(file)) {
            return file;
        }
        if (Files.exists(folderOrTokenizerJson.resolve("vocab.json"))
                || Files.exists(folderOrTokenizerJson.resolve("tokenizer.model"))) {
            throw new UnsupportedException(
                    folderOrTokenizerJson + " has a tokenizer without tokenizer.json (only vocab.json"
                            + " and merges.txt, or tokenizer.model). Save it as a fast tokenizer"
                            + " (tokenizers: Tokenizer.save) to make one.");
        }
        throw new BadInputException(folderOrTokenizerJson + " holds no tokenizer.json.");
    }

    static String fingerprint(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        } catch (NoSuchAlgorithmException e) {
            throw new BugException("SHA-256 is missing from this Java.", e);
        }
    }

    private static OptionalInt mark(JsonNode root, JsonNode configured, List<String> conventional) {
        // transformers writes a mark as its text or as an object that holds it.
        String named = configured.isObject() ? configured.path("content").asString("") : configured.asString("");
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
        JsonNode processor = root.path("post_processor");
        String name =
                processor.path("single").path(0).path("SpecialToken").path("id").asString("");
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
