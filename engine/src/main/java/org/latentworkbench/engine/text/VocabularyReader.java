package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import tools.jackson.databind.JsonNode;

/** Reads the tokens of a {@code tokenizer.json} as the text they stand for. */
final class VocabularyReader {
    /** No vocabulary in use is larger; a bigger id is a damaged file, and would ask for memory. */
    private static final int MAX_ID = 1 << 24;

    /** Ids without a token that a real vocabulary may have, beyond as many as it has tokens. */
    private static final int MAX_GAPS = 1 << 16;

    private static final String META_SPACE = "\u2581";
    private static final Pattern BYTE = Pattern.compile("<0x([0-9A-Fa-f]{2})>");

    /** How a tokenizer writes text in its tokens. */
    private enum Form {
        BYTE_LEVEL,
        META_SPACE,
        WORD_PIECE,
        PLAIN
    }

    private VocabularyReader() {}

    static Vocabulary read(Path file, JsonNode root) {
        JsonNode model = root.path("model");
        JsonNode vocab = model.path("vocab");
        List<String> tokens = new ArrayList<>();
        if (vocab.isObject()) {
            vocab.properties().forEach(entry -> put(file, tokens, entry.getValue(), entry.getKey()));
        } else if (vocab.isArray()) {
            vocab.forEach(piece -> tokens.add(piece.path(0).asString("")));
        } else {
            throw new BadInputException(file + ": field \"model.vocab\" is missing; it should map tokens to ids.");
        }
        int modelTokens = tokens.size();
        int named = vocab.size();
        BitSet special = new BitSet();
        BitSet verbatim = new BitSet();
        for (JsonNode token : root.path("added_tokens")) {
            int id = put(file, tokens, token.path("id"), token.path("content").asString(""));
            verbatim.set(id);
            special.set(id, token.path("special").asBoolean(false));
        }
        named += verbatim.cardinality();
        if (tokens.size() > 2L * named + MAX_GAPS) {
            throw new BadInputException(file + ": its " + named + " tokens have ids up to " + (tokens.size() - 1)
                    + "; ids are numbered from 0 without such gaps.");
        }
        if (modelTokens == 0 && verbatim.isEmpty()) {
            throw new BadInputException(file + ": field \"model.vocab\" holds no token.");
        }
        return decode(tokens, form(file, root), model.path("byte_fallback").asBoolean(false), verbatim, special);
    }

    private static int put(Path file, List<String> tokens, JsonNode id, String token) {
        int at = id.isInt() ? id.asInt() : -1;
        if (at < 0 || at > MAX_ID) {
            throw new BadInputException(file + ": token \"" + token + "\" has id " + id
                    + "; ids are whole numbers from 0 to " + MAX_ID + ".");
        }
        if (at >= tokens.size()) {
            tokens.addAll(Collections.nCopies(at + 1 - tokens.size(), ""));
        }
        String before = tokens.set(at, token);
        if (!before.isEmpty() && !before.equals(token)) {
            throw new BadInputException(
                    file + ": the tokens \"" + before + "\" and \"" + token + "\" have the same id " + at + ".");
        }
        return at;
    }

    private static Form form(Path file, JsonNode root) {
        String model = root.path("model").path("type").asString("BPE");
        if (model.equals("WordPiece")) {
            return Form.WORD_PIECE;
        }
        if (!List.of("BPE", "Unigram", "WordLevel").contains(model)) {
            throw new UnsupportedException(
                    file + ": tokenizer model \"" + model + "\"; BPE, Unigram, WordPiece and WordLevel are read.");
        }
        if (mentions(root.path("decoder"), "ByteLevel") || mentions(root.path("pre_tokenizer"), "ByteLevel")) {
            return Form.BYTE_LEVEL;
        }
        boolean meta = root.path("decoder").toString().contains(META_SPACE)
                || mentions(root.path("decoder"), "Metaspace")
                || root.path("normalizer").toString().contains(META_SPACE)
                || mentions(root.path("pre_tokenizer"), "Metaspace");
        return meta ? Form.META_SPACE : Form.PLAIN;
    }

    private static boolean mentions(JsonNode node, String type) {
        return node.path("type").asString("").equals(type)
                || node.path("decoders").valueStream().anyMatch(part -> mentions(part, type))
                || node.path("pretokenizers").valueStream().anyMatch(part -> mentions(part, type));
    }

    private static Vocabulary decode(
            List<String> tokens, Form form, boolean byteFallback, BitSet verbatim, BitSet special) {
        Map<Integer, String> broken = new HashMap<>();
        List<String> texts = new ArrayList<>(tokens.size());
        for (int id = 0; id < tokens.size(); id++) {
            String token = tokens.get(id);
            if (verbatim.get(id)) {
                texts.add(token);
                continue;
            }
            byte[] bytes = bytes(token, form, byteFallback);
            if (bytes == null) {
                texts.add(
                        switch (form) {
                            case META_SPACE -> token.replace(META_SPACE, " ");
                            case WORD_PIECE -> token.startsWith("##") ? token.substring(2) : " " + token;
                            case BYTE_LEVEL, PLAIN -> token;
                        });
            } else {
                Utf8.Decoded decoded = Utf8.decode(bytes);
                texts.add(decoded.text());
                if (!decoded.valid()) {
                    broken.put(id, HexFormat.of().withUpperCase().formatHex(bytes));
                }
            }
        }
        return new Vocabulary(texts, broken, special);
    }

    private static byte @org.jspecify.annotations.Nullable [] bytes(String token, Form form, boolean byteFallback) {
        if (byteFallback) {
            var matcher = BYTE.matcher(token);
            if (matcher.matches()) {
                return HexFormat.of().parseHex(matcher.group(1));
            }
        }
        if (form != Form.BYTE_LEVEL) {
            return null;
        }
        byte[] bytes = new byte[token.length()];
        for (int i = 0; i < bytes.length; i++) {
            int b = ByteLevel.unsignedByte(token.charAt(i));
            if (b < 0) {
                return null;
            }
            bytes[i] = (byte) b;
        }
        return bytes;
    }
}
