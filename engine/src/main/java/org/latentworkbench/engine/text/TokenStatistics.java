package org.latentworkbench.engine.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.latentworkbench.engine.job.JobContext;

/**
 * How often the tokens of a corpus occur, how long they are and how long its documents are; counted in one pass.
 *
 * @param tokens number of tokens
 * @param distinct number of token ids that occur
 * @param vocabulary number of token ids there are
 * @param frequent the most frequent tokens, most frequent first
 * @param lengths occurrences by length: entry i counts tokens of i characters, the last entry all of
 *     {@link #LONGEST} characters and more; a leading blank counts as one
 * @param documents number of documents by length: entry i counts those of 2^i to 2^(i+1) − 1 tokens
 */
public record TokenStatistics(
        long tokens,
        int distinct,
        int vocabulary,
        List<TokenCount> frequent,
        List<Long> lengths,
        List<Long> documents) {
    /** Tokens of this many characters and more are counted together. */
    public static final int LONGEST = 12;

    private static final int BLOCK = 1 << 16;

    /**
     * How often one token occurs.
     *
     * @param token its id
     * @param text its text, leading blank kept
     * @param count occurrences
     * @param share of all tokens
     */
    public record TokenCount(int token, String text, long count, double share) {}

    /** Copies the lists. */
    public TokenStatistics {
        frequent = List.copyOf(frequent);
        lengths = List.copyOf(lengths);
        documents = List.copyOf(documents);
    }

    /**
     * Counts.
     *
     * @param most how many frequent tokens to name
     */
    public static TokenStatistics of(TokenCorpus corpus, int most, JobContext context) {
        Vocabulary vocabulary = corpus.vocabulary();
        long[] counts = new long[vocabulary.size()];
        long total = corpus.tokenCount();
        for (long start = 0; start < total; start += BLOCK) {
            context.checkCancelled();
            context.progress(start, total);
            long end = Math.min(total, start + BLOCK);
            for (long position = start; position < end; position++) {
                counts[corpus.token(position)]++;
            }
        }
        long[] lengths = new long[LONGEST + 1];
        int distinct = 0;
        for (int id = 0; id < counts.length; id++) {
            String text = vocabulary.text(id);
            lengths[Math.min(LONGEST, text.codePointCount(0, text.length()))] += counts[id];
            distinct += counts[id] > 0 ? 1 : 0;
        }
        List<TokenCount> frequent = IntStream.range(0, counts.length)
                .filter(id -> counts[id] > 0)
                .boxed()
                .sorted(Comparator.comparingLong((Integer id) -> -counts[id]).thenComparing(id -> id))
                .limit(most)
                .map(id -> new TokenCount(id, vocabulary.shown(id), counts[id], counts[id] / (double) total))
                .toList();
        return new TokenStatistics(total, distinct, counts.length, frequent, boxed(lengths), documents(corpus));
    }

    private static List<Long> documents(TokenCorpus corpus) {
        long[] byLength = new long[Long.SIZE];
        int last = 0;
        for (int document = 0; document < corpus.documentCount(); document++) {
            long length = corpus.documentStart(document + 1) - corpus.documentStart(document);
            int bin = Long.SIZE - 1 - Long.numberOfLeadingZeros(length);
            byLength[bin]++;
            last = Math.max(last, bin);
        }
        return boxed(java.util.Arrays.copyOf(byLength, last + 1));
    }

    private static List<Long> boxed(long[] values) {
        List<Long> list = new ArrayList<>(values.length);
        for (long value : values) {
            list.add(value);
        }
        return list;
    }
}
