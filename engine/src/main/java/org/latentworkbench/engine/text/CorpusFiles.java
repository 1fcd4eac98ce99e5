package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.file.Manifest;

/** Names and forms of the files of a corpus folder. */
final class CorpusFiles {
    static final String FORMAT = "latent-workbench/corpus";
    static final int VERSION = 1;
    static final String MANIFEST = "corpus.json";
    static final String TOKENS = "tokens.bin";
    static final String DOCUMENTS = "documents.bin";
    static final String VOCABULARY = "vocabulary.json";
    static final String VOCABULARY_FORMAT = "latent-workbench/vocabulary";
    static final String CONCEPTS = "concepts.bin";
    static final String CONCEPT_NAMES = "concepts.json";
    static final String CONCEPTS_FORMAT = "latent-workbench/concepts";

    /** Largest vocabulary whose ids fit two bytes. */
    static final int MAX_U16 = 1 << 16;

    private CorpusFiles() {}

    /**
     * The manifest.
     *
     * @param info what the corpus holds
     * @param tokenType {@code "u16"} or {@code "u32"}, little-endian
     * @param concepts whether concepts.bin and concepts.json are there
     */
    record Head(CorpusInfo info, String tokenType, boolean concepts) {
        int tokenBytes() {
            return tokenType.equals("u16") ? Short.BYTES : Integer.BYTES;
        }
    }

    /**
     * The vocabulary.
     *
     * @param broken ids whose text is not exact
     * @param bytes the bytes of those as hexadecimal digits; missing in older files
     * @param special ids of marks
     */
    record Words(List<String> texts, int[] broken, @Nullable List<String> bytes, int[] special) {
        /** Bytes of the broken tokens by id. */
        Map<Integer, String> brokenBytes() {
            Map<Integer, String> byId = new HashMap<>();
            for (int i = 0; i < broken.length; i++) {
                byId.put(broken[i], bytes != null && i < bytes.size() ? bytes.get(i) : "");
            }
            return byId;
        }
    }

    /**
     * The hierarchy and the sets that tokens point to.
     *
     * @param sets the concepts of each set, ascending, without the ancestors they imply
     */
    record ConceptSets(List<Concept> concepts, List<int[]> sets) {}

    static void writeVocabulary(Path folder, Vocabulary vocabulary) {
        int size = vocabulary.size();
        int[] broken =
                IntStream.range(0, size).filter(id -> !vocabulary.isText(id)).toArray();
        Words words = new Words(
                IntStream.range(0, size).mapToObj(vocabulary::text).toList(),
                broken,
                IntStream.of(broken).mapToObj(vocabulary::bytes).toList(),
                IntStream.range(0, size).filter(vocabulary::isSpecial).toArray());
        Manifest.write(folder.resolve(VOCABULARY), VOCABULARY_FORMAT, VERSION, words);
    }

    static Vocabulary readVocabulary(Path folder) {
        Words words = Manifest.read(folder.resolve(VOCABULARY), VOCABULARY_FORMAT, VERSION, Words.class);
        return new Vocabulary(words.texts(), words.brokenBytes(), bits(words.special()));
    }

    private static java.util.BitSet bits(int[] ids) {
        java.util.BitSet bits = new java.util.BitSet();
        for (int id : ids) {
            bits.set(id);
        }
        return bits;
    }
}
