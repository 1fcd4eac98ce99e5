package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;

/**
 * Trains a byte-level BPE tokenizer (Sennrich et al., arXiv 1508.07909, over bytes as in GPT-2) and writes it as a Hugging
 * Face {@code tokenizer.json}. Deterministic: of equally frequent pairs the one with the smaller ids is merged first.
 * Memory grows with the number of different words, not with the text.
 */
public final class BpeTrainer {
    /** The token before a text; id 0. */
    public static final String BEGIN = "<|bos|>";

    /** The token after a text; id 1. */
    public static final String END = "<|eos|>";

    /** The smallest vocabulary: the special tokens and the bytes. */
    public static final int MIN_VOCABULARY = 2 + 256;

    /** How GPT-2 cuts text into words before it merges; what the ByteLevel pre-tokenizer does. */
    static final Pattern WORDS = Pattern.compile(
            "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
            Pattern.UNICODE_CHARACTER_CLASS);

    private BpeTrainer() {}

    /**
     * Learns merges from texts until the vocabulary is full or no pair comes twice.
     *
     * @param documents the texts, closed at the end
     * @param vocabularySize number of ids wanted, including the special tokens {@link #BEGIN} and {@link #END} (ids 0 and
     *     1) and the 256 bytes; at least {@link #MIN_VOCABULARY}
     * @param tokenizerJson the file to write
     * @return the number of ids really made
     * @throws BadInputException if there is no text or the vocabulary is too small
     */
    public static int train(Stream<Document> documents, int vocabularySize, Path tokenizerJson, JobContext job) {
        if (vocabularySize < MIN_VOCABULARY) {
            throw new BadInputException("A vocabulary of " + vocabularySize + " is too small: bytes and special tokens "
                    + "alone are " + MIN_VOCABULARY + ".");
        }
        Map<String, Long> words = count(documents, job);
        if (words.isEmpty()) {
            throw new BadInputException("The documents hold no text, so there is nothing to train a tokenizer on.");
        }
        List<String> tokens = alphabet();
        Map<Character, Integer> byCharacter = new HashMap<>();
        for (int id = 2; id < tokens.size(); id++) {
            byCharacter.put(tokens.get(id).charAt(0), id);
        }
        List<int[]> symbols = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        words.forEach((word, count) -> {
            symbols.add(ByteLevel.write(word)
                    .chars()
                    .map(c -> byCharacter.getOrDefault((char) c, 0))
                    .toArray());
            counts.add(count);
        });
        BpeMerger merger = new BpeMerger(symbols, counts);
        List<String> merges = new ArrayList<>();
        job.message("merging");
        while (tokens.size() < vocabularySize) {
            job.checkCancelled();
            long pair = merger.next();
            if (pair < 0) {
                break;
            }
            String left = tokens.get(BpeMerger.left(pair));
            String right = tokens.get(BpeMerger.right(pair));
            merger.merge(pair, tokens.size());
            tokens.add(left + right);
            merges.add(left + " " + right);
            job.progress(tokens.size(), vocabularySize);
        }
        TokenizerJson.write(tokenizerJson, tokens, merges);
        return tokens.size();
    }

    /** Words with their counts in a fixed order, whatever the order of the documents. */
    private static Map<String, Long> count(Stream<Document> documents, JobContext job) {
        Map<String, Long> words = new HashMap<>();
        job.message("counting words");
        try (documents) {
            documents.forEach(document -> {
                job.checkCancelled();
                Matcher matcher = WORDS.matcher(document.text());
                while (matcher.find()) {
                    words.merge(matcher.group(), 1L, Long::sum);
                }
            });
        }
        return new TreeMap<>(words);
    }

    private static List<String> alphabet() {
        List<String> characters = new ArrayList<>();
        for (int b = 0; b < 256; b++) {
            characters.add(String.valueOf(ByteLevel.character(b)));
        }
        Collections.sort(characters);
        List<String> tokens = new ArrayList<>(List.of(BEGIN, END));
        tokens.addAll(characters);
        return tokens;
    }
}
