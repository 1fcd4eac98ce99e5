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
        RegexMatcher matcher = regex.matcher(job::isCancelled);
        int[][] buffer = {new int[1024]};
        Optional<ContextRows> rows = store.map(ContextRows::new);
        return piece -> {
            for (int d = borders.get(piece); d < borders.get(piece + 1); d++) {
                if (candidates.isEmpty() || candidates.get().get(d)) {
                    job.checkCancelled();
                    document(d, matcher, rows, buffer);
                }
            }
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

    private void document(int d, RegexMatcher matcher, Optional<ContextRows> rows, int[][] buffer) {
        long start = corpus.documentStart(d);
        int length = Math.toIntExact(corpus.documentStart(d + 1) - start);
        if (buffer[0].length < length) {
            buffer[0] = new int[Math.max(length, buffer[0].length * 2)];
        }
        corpus.copyTokens(start, length, buffer[0], 0);
        MatchMask mask = matcher.match(buffer[0], length, new CorpusFacts(start, rows, concepts));
        if (!mask.complete()) {
            incomplete.incrementAndGet();
        }
        for (int t = mask.next(options.firstToken()); t >= 0 && t < options.endToken(); t = mask.next(t + 1)) {
            long position = start + t;
            // Documents of two pieces may share a word.
            WORD.getAndBitwiseOr(words, (int) (position >> 6), 1L << position);
        }
    }
}
