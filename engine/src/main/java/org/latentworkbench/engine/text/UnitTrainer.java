package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;

/**
 * Trains a tokenizer whose tokens are the most frequent units of a text, words or characters, as a {@code WordLevel} model of
 * the tokenizers library. Decoding joins tokens without anything between them, so that text comes back as it was, but for
 * units that are too rare.
 */
final class UnitTrainer {
    /** A word or number or run of signs with the blank before it, or one white space. Read the same by Java and Oniguruma. */
    static final String WORDS = " ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s";

    static final String CHARACTERS = "[\\s\\S]";

    /** What stands for rarer units; id 2. */
    static final String UNKNOWN = "<unk>";

    private UnitTrainer() {}

    static int train(Stream<Document> documents, String units, int vocabularySize, Path tokenizerJson, JobContext job) {
        List<String> tokens = new ArrayList<>(List.of(BpeTrainer.BEGIN, BpeTrainer.END, UNKNOWN));
        if (vocabularySize <= tokens.size()) {
            throw new BadInputException("A vocabulary of " + vocabularySize + " is too small: special tokens alone are "
                    + tokens.size() + ".");
        }
        count(documents, Pattern.compile(units, Pattern.UNICODE_CHARACTER_CLASS), job).entrySet().stream()
                .filter(entry -> !tokens.contains(entry.getKey()))
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(vocabularySize - (long) tokens.size())
                .map(Map.Entry::getKey)
                .toList()
                .forEach(tokens::add);
        if (tokens.size() == 3) {
            throw new BadInputException("The documents hold no text, so there is nothing to train a tokenizer on.");
        }
        TokenizerJson.writeUnits(tokenizerJson, units, tokens);
        return tokens.size();
    }

    private static Map<String, Long> count(Stream<Document> documents, Pattern units, JobContext job) {
        Map<String, Long> counts = new HashMap<>();
        job.message("counting");
        try (documents) {
            documents.forEach(document -> {
                job.checkCancelled();
                Matcher matcher = units.matcher(document.text());
                while (matcher.find()) {
                    counts.merge(matcher.group(), 1L, Long::sum);
                }
            });
        }
        return counts;
    }
}
