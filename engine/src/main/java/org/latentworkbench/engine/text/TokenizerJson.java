package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.node.ObjectNode;

/** Writes tokenizers in the form of Hugging Face's tokenizers library. */
final class TokenizerJson {
    private TokenizerJson() {}

    /**
     * @param tokens by id; 0 and 1 are the special tokens
     * @param merges pairs of tokens, separated by a blank, in the order of merging
     */
    static void write(Path file, List<String> tokens, List<String> merges) {
        var mapper = Manifest.mapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        var added = root.putArray("added_tokens");
        for (int id = 0; id < 2; id++) {
            mark(added.addObject(), id, tokens.get(id));
        }
        root.putNull("normalizer");
        byteLevel(root.putObject("pre_tokenizer"), false, false);
        template(root.putObject("post_processor"));
        byteLevel(root.putObject("decoder"), false, true);
        model(root.putObject("model"), tokens, merges);
        AtomicFile.writeText(file, mapper.writeValueAsString(root) + "\n");
    }

    /** A special token. */
    static void mark(ObjectNode token, int id, String text) {
        token.put("id", id);
        token.put("content", text);
        token.put("single_word", false);
        token.put("lstrip", false);
        token.put("rstrip", false);
        token.put("normalized", false);
        token.put("special", true);
    }

    /**
     * Writes a tokenizer whose tokens are whole units of text.
     *
     * @param pattern cuts text into units
     * @param tokens by id; 0 and 1 are BOS and EOS, 2 stands for unknown units
     */
    static void writeUnits(Path file, String pattern, List<String> tokens) {
        var mapper = Manifest.mapper();
        ObjectNode root = mapper.createObjectNode();
        root.put("version", "1.0");
        root.putNull("truncation");
        root.putNull("padding");
        var added = root.putArray("added_tokens");
        for (int id = 0; id < 3; id++) {
            mark(added.addObject(), id, tokens.get(id));
        }
        root.putNull("normalizer");
        ObjectNode split = root.putObject("pre_tokenizer");
        split.put("type", "Split");
        split.putObject("pattern").put("Regex", pattern);
        split.put("behavior", "Isolated");
        split.put("invert", false);
        template(root.putObject("post_processor"));
        root.putObject("decoder").put("type", "Fuse");
        ObjectNode model = root.putObject("model");
        model.put("type", "WordLevel");
        vocabulary(model, tokens);
        model.put("unk_token", UnitTrainer.UNKNOWN);
        AtomicFile.writeText(file, mapper.writeValueAsString(root) + "\n");
    }

    static void byteLevel(ObjectNode node, boolean addPrefixSpace, boolean trimOffsets) {
        node.put("type", "ByteLevel");
        node.put("add_prefix_space", addPrefixSpace);
        node.put("trim_offsets", trimOffsets);
        node.put("use_regex", true);
    }

    /** Puts BOS before a text for those who ask for special tokens, and tells readers which token BOS is. */
    private static void template(ObjectNode node) {
        node.put("type", "TemplateProcessing");
        var single = node.putArray("single");
        special(single.addObject(), 0);
        sequence(single.addObject(), "A", 0);
        var pair = node.putArray("pair");
        special(pair.addObject(), 0);
        sequence(pair.addObject(), "A", 0);
        special(pair.addObject(), 1);
        sequence(pair.addObject(), "B", 1);
        ObjectNode begin = node.putObject("special_tokens").putObject(BpeTrainer.BEGIN);
        begin.put("id", BpeTrainer.BEGIN);
        begin.putArray("ids").add(0);
        begin.putArray("tokens").add(BpeTrainer.BEGIN);
    }

    private static void special(ObjectNode node, int type) {
        node.putObject("SpecialToken").put("id", BpeTrainer.BEGIN).put("type_id", type);
    }

    private static void sequence(ObjectNode node, String name, int type) {
        node.putObject("Sequence").put("id", name).put("type_id", type);
    }

    private static void model(ObjectNode node, List<String> tokens, List<String> merges) {
        bpe(node, "");
        vocabulary(node, tokens);
        var list = node.putArray("merges");
        merges.forEach(list::add);
    }

    private static void vocabulary(ObjectNode model, List<String> tokens) {
        ObjectNode vocabulary = model.putObject("vocab");
        for (int id = 0; id < tokens.size(); id++) {
            vocabulary.put(tokens.get(id), id);
        }
    }

    /** @param unknown the token for what the vocabulary does not have; empty for none */
    static void bpe(ObjectNode node, String unknown) {
        node.put("type", "BPE");
        node.putNull("dropout");
        node.put("unk_token", unknown.isEmpty() ? null : unknown);
        node.putNull("continuing_subword_prefix");
        node.putNull("end_of_word_suffix");
        node.put("fuse_unk", false);
        node.put("byte_fallback", false);
        node.put("ignore_merges", false);
    }
}
