package org.latentworkbench.engine.text;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.latentworkbench.engine.file.Manifest;

/** Turns spans of texts into the combination of concepts of each token. */
final class ConceptSetWriter {
    private final Concepts concepts;
    private final OutputStream out;
    private final Map<List<Integer>, Integer> numbers = new HashMap<>();
    private final List<int[]> sets = new ArrayList<>();

    ConceptSetWriter(Concepts concepts, OutputStream out) {
        this.concepts = concepts;
        this.out = out;
    }

    /** Writes the combinations of a document's tokens: a concept holds for every token that shares a character with its span. */
    void document(Encoding encoding, List<ConceptSpan> spans) throws IOException {
        ConceptSpan[] sorted = spans.toArray(ConceptSpan[]::new);
        Arrays.sort(sorted, Comparator.comparingInt(ConceptSpan::start));
        List<ConceptSpan> open = new ArrayList<>();
        int next = 0;
        for (int token = 0; token < encoding.length(); token++) {
            int start = encoding.starts()[token];
            int end = encoding.ends()[token];
            while (next < sorted.length && sorted[next].start() < end) {
                open.add(sorted[next++]);
            }
            // Tokens come in the order of the text, so a span that ended before this one is over.
            open.removeIf(span -> span.end() <= start);
            TreeSet<Integer> set = new TreeSet<>();
            for (ConceptSpan span : open) {
                if (span.start() < end) {
                    set.add(span.concept());
                }
            }
            write(number(List.copyOf(set)));
        }
    }

    private int number(List<Integer> set) {
        return numbers.computeIfAbsent(set, key -> {
            sets.add(key.stream().mapToInt(Integer::intValue).toArray());
            return sets.size() - 1;
        });
    }

    private void write(int value) throws IOException {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            out.write(value >>> shift);
        }
    }

    /** Writes the hierarchy and the combinations; after the last document. */
    void finish(Path folder) {
        Manifest.write(
                folder.resolve(CorpusFiles.CONCEPT_NAMES),
                CorpusFiles.CONCEPTS_FORMAT,
                CorpusFiles.VERSION,
                new CorpusFiles.ConceptSets(concepts.all(), sets));
    }
}
