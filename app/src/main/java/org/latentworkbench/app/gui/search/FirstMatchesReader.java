package org.latentworkbench.app.gui.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.app.gui.reading.ContextReader;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.search.MatchListener;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/** Reads the contexts of the first matches of a search, on the threads that find them. */
final class FirstMatchesReader implements MatchListener {
    private static final int SHOWN = 30;
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final TokenCorpus corpus;
    private final ContextReader reader;
    private final Consumer<FirstMatches> told;
    private final List<StripItem> items = new ArrayList<>();
    private long next;

    /**
     * @param patience how long a search takes before it tells of its first matches: the answer of a quicker one is there as
     *     soon
     */
    FirstMatchesReader(LatentIndex index, Duration patience, Consumer<FirstMatches> told) {
        this.corpus = index.corpus();
        this.reader = new ContextReader(index);
        this.told = told;
        this.next = System.nanoTime() + patience.toNanos();
    }

    @Override
    public void found(long[] positions, long matches, long tokensRead) {
        for (int i = 0; i < positions.length && items.size() < SHOWN; ) {
            Context context = corpus.context(corpus.contextAt(positions[i]));
            long focus = positions[i];
            BitSet ends = new BitSet();
            for (; i < positions.length && positions[i] < context.end(); i++) {
                ends.set((int) (positions[i] - context.start()));
            }
            items.add(new StripItem.Strip(reader.read(context, focus).withMarks(ends, new BitSet())));
        }
        long now = System.nanoTime();
        if (now - next >= 0 && tokensRead < corpus.tokenCount()) {
            next = now + BETWEEN.toNanos();
            told.accept(new FirstMatches(matches, (double) tokensRead / corpus.tokenCount(), List.copyOf(items)));
        }
    }
}
