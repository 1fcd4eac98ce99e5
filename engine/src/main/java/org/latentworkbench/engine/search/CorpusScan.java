package org.latentworkbench.engine.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.latentworkbench.engine.index.ActivationStore;
import org.latentworkbench.engine.index.ContextRows;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.ConceptTrack;
import org.latentworkbench.engine.text.TokenCorpus;

/** Matches a script in the documents of a corpus, several at a time. */
final class CorpusScan {
    /** Where a script matches. */
    record Outcome(MatchPositions positions, long tokens, int incompleteDocuments) {}

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final long MOST_TOKENS_PER_PIECE = 65_536;
    private static final long LEAST_TOKENS_PER_PIECE = 1024;

    /** Pieces of a corpus in which they are neither small nor large: threads end together, and the first is soon read. */
    private static final long PIECES = 64;

    /** Tokens of documents that are read at a time, where the matcher can; a longer document is read alone. */
    private static final int TOGETHER = 16_384;

    private final TokenCorpus corpus;
    private final Optional<ActivationStore> store;
    private final Optional<ConceptTrack> concepts;
    private final TokenRegex regex;
    private final SearchOptions options;
    private final Optional<BitSet> candidates;
    private final JobContext job;
    private final MatchListener listener;
    private final long[] words;
    private long told;
    private final AtomicInteger incomplete = new AtomicInteger();
    private final AtomicLong read = new AtomicLong();

    CorpusScan(
            TokenCorpus corpus,
            Optional<ActivationStore> store,
            TokenRegex regex,
            SearchOptions options,
            Optional<BitSet> candidates,
            JobContext job,
            MatchListener listener) {
        this.listener = listener;
        this.corpus = corpus;
        this.store = store;
        this.concepts = corpus.concepts();
        this.regex = regex;
        this.options = options;
        this.candidates = candidates;
        this.job = job;
        this.words = new long[Math.toIntExact((corpus.tokenCount() + 63) >> 6)];
    }

    Outcome run(int helpers, Executor pool) {
        int first = Math.clamp(options.firstDocument(), 0, corpus.documentCount());
        int end = Math.clamp(options.endDocument(), first, corpus.documentCount());
        List<Integer> borders = pieces(first, end);
        long total = corpus.documentStart(end) - corpus.documentStart(first);
        Chunks.run(borders.size() - 1, helpers, pool, () -> worker(borders, total));
        job.checkCancelled();
        return new Outcome(new MatchPositions(words, corpus.tokenCount()), tokens(first, end), incomplete.get());
    }

    /** Cuts the documents into pieces of about equally many tokens. */
    private List<Integer> pieces(int first, int end) {
        List<Integer> borders = new ArrayList<>(List.of(first));
        long begin = corpus.documentStart(first);
        long size =
                Math.clamp((corpus.documentStart(end) - begin) / PIECES, LEAST_TOKENS_PER_PIECE, MOST_TOKENS_PER_PIECE);
        for (int d = first + 1; d < end; d++) {
            if (corpus.documentStart(d) - begin >= size) {
                borders.add(d);
                begin = corpus.documentStart(d);
            }
        }
        borders.add(end);
        return borders;
    }

    private long tokens(int first, int end) {
        if (options.firstToken() == 0 && options.endToken() == Integer.MAX_VALUE) {
            return corpus.documentStart(end) - corpus.documentStart(first);
        }
        long tokens = 0;
        for (int d = first; d < end; d++) {
            long length = corpus.documentStart(d + 1) - corpus.documentStart(d);
            tokens += Math.max(0, Math.min(length, options.endToken()) - options.firstToken());
        }
        return tokens;
    }

    private IntConsumer worker(List<Integer> borders, long total) {
        Reader reader = new Reader();
        return piece -> {
            reader.read(borders.get(piece), borders.get(piece + 1));
            long size = corpus.documentStart(borders.get(piece + 1)) - corpus.documentStart(borders.get(piece));
            long passed = read.addAndGet(size);
            tell(corpus.documentStart(borders.get(piece)), corpus.documentStart(borders.get(piece + 1)), passed);
            job.progress(passed, total);
        };
    }

    /** Tells of the matches of a piece; one piece at a time. */
    private void tell(long from, long to, long passed) {
        if (listener.equals(MatchListener.NONE)) {
            return;
        }
        long[] first = new long[TokenSearch.BATCH];
        int count = 0;
        long matches = 0;
        for (long position = next(from, to); position < to; position = next(position + 1, to)) {
            if (count < first.length) {
                first[count++] = position;
            }
            matches++;
        }
        if (matches > 0) {
            synchronized (this) {
                told += matches;
                listener.found(Arrays.copyOf(first, count), told, passed);
            }
        }
    }

    /** The first match from a position on, {@code to} if there is none before that. */
    private long next(long from, long to) {
        long position = from;
        while (position < to) {
            long bits = (long) WORD.getVolatile(words, (int) (position >> 6)) & -1L << position;
            if (bits != 0) {
                return Math.min(to, (position & -64) + Long.numberOfTrailingZeros(bits));
            }
            position = (position | 63) + 1;
        }
        return to;
    }

    /** Adds matches, given as bits by token from a position on. */
    private void add(long[] marks, long start, int length) {
        int shift = (int) start & 63;
        int first = (int) (start >> 6);
        for (int word = 0; word < BitWords.words(length); word++) {
            add(first + word, marks[word] << shift);
            if (shift > 0) {
                add(first + word + 1, marks[word] >>> (Long.SIZE - shift));
            }
        }
    }

    private void add(int word, long bits) {
        // Documents of two pieces may share a word.
        if (bits != 0) {
            WORD.getAndBitwiseOr(words, word, bits);
        }
    }

    /** Reads documents; for one thread. */
    private final class Reader {
        private final RegexMatcher matcher = regex.matcher(job::isCancelled);
        private final Optional<ContextRows> rows = store.map(ContextRows::new);
        private boolean together = true;
        private int[] tokens = new int[TOGETHER];
        private int[] ends = new int[64];

        /** Reads those that can match of some documents. */
        void read(int from, int end) {
            for (int d = from; d < end; ) {
                job.checkCancelled();
                if (!candidate(d)) {
                    d++;
                    continue;
                }
                int last = d + 1;
                while (together
                        && last < end
                        && candidate(last)
                        && corpus.documentStart(last + 1) - corpus.documentStart(d) <= TOGETHER) {
                    last++;
                }
                if (last > d + 1 && !all(d, last)) {
                    together = false;
                    last = d + 1;
                }
                if (last == d + 1) {
                    one(d);
                }
                d = last;
            }
        }

        private boolean candidate(int d) {
            return candidates.isEmpty() || candidates.get().get(d);
        }

        private boolean all(int from, int end) {
            long start = corpus.documentStart(from);
            int count = end - from;
            if (ends.length < count) {
                ends = new int[Math.max(count, 2 * ends.length)];
            }
            for (int i = 0; i < count; i++) {
                ends[i] = (int) (corpus.documentStart(from + i + 1) - start);
            }
            int length = ends[count - 1];
            corpus.copyTokens(start, length, tokens, 0);
            long[] marks = new long[BitWords.words(length)];
            if (!matcher.matchAll(tokens, ends, count, marks)) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                keepAsked(marks, i == 0 ? 0 : ends[i - 1], ends[i]);
            }
            add(marks, start, length);
            return true;
        }

        private void one(int d) {
            long start = corpus.documentStart(d);
            int length = Math.toIntExact(corpus.documentStart(d + 1) - start);
            if (tokens.length < length) {
                tokens = new int[Math.max(length, tokens.length * 2)];
            }
            corpus.copyTokens(start, length, tokens, 0);
            MatchMask mask = matcher.match(tokens, length, new CorpusFacts(start, rows, concepts));
            if (!mask.complete()) {
                incomplete.incrementAndGet();
            }
            keepAsked(mask.words(), 0, length);
            add(mask.words(), start, length);
        }

        /** Clears the marks of a document before the first and after the last token that is asked for. */
        private void keepAsked(long[] marks, int from, int end) {
            int first = (int) Math.min(end, (long) from + options.firstToken());
            int last = Math.clamp((long) from + options.endToken(), first, end);
            BitWords.clear(marks, from, first);
            BitWords.clear(marks, last, end);
        }
    }
}
