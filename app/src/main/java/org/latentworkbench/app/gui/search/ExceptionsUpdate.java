package org.latentworkbench.app.gui.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.app.gui.reading.ContextReader;
import org.latentworkbench.app.gui.reading.Searcher;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.ExceptionExample;
import org.latentworkbench.engine.search.ExceptionKind;
import org.latentworkbench.engine.search.Exceptions;

/**
 * Reads the examples of a query and a latent off the interface thread.
 *
 * @param answer the query's matches, or contexts found by words
 * @param latent which latent
 * @param kind which tokens
 * @param seed of a random choice; 0 for the strongest
 */
record ExceptionsUpdate(
        OpenAutoencoder opened,
        LatentIndex index,
        Searcher searcher,
        SearchAnswer answer,
        int latent,
        ExceptionKind kind,
        long seed)
        implements Job<ExceptionsUpdate.Examples> {
    private static final int LIMIT = 100;

    /**
     * Examples to read.
     *
     * @param matchedFiring number of matched tokens on which the latent fires
     * @param matchedSilent number of matched tokens on which it is silent
     * @param firingUnmatched number of unmatched tokens on which it fires
     * @param items examples as rows
     */
    record Examples(long matchedFiring, long matchedSilent, long firingUnmatched, List<StripItem> items) {
        static final Examples NONE = new Examples(0, 0, 0, List.of());

        long count(ExceptionKind of) {
            return switch (of) {
                case MATCHED_FIRING -> matchedFiring;
                case MATCHED_SILENT -> matchedSilent;
                case FIRING_UNMATCHED -> firingUnmatched;
            };
        }
    }

    @Override
    public Examples run(JobContext job) {
        ContextReader reader = new ContextReader(index);
        if (answer.result().isEmpty()) {
            return new Examples(0, 0, 0, contexts(reader, job));
        }
        var search = searcher.search(opened, index);
        Exceptions exceptions = seed == 0
                ? search.exceptions(answer.result().get(), latent, kind, LIMIT)
                : search.randomExceptions(answer.result().get(), latent, kind, LIMIT, seed);
        List<StripItem> items = new ArrayList<>();
        for (ExceptionExample example : exceptions.examples()) {
            job.checkCancelled();
            items.add(new StripItem.Strip(strip(reader, example)));
        }
        return new Examples(
                exceptions.matchedFiring(), exceptions.matchedSilent(), exceptions.firingUnmatched(), items);
    }

    private StripContent strip(ContextReader reader, ExceptionExample example) {
        long start = example.context().start();
        int at = (int) (example.position() - start);
        BitSet match = new BitSet();
        BitSet ring = new BitSet();
        if (example.matchStart() >= 0) {
            match.set((int) Math.max(0, example.matchStart() - start), at + 1);
            ring.set(at);
        }
        return reader.read(example.context(), example.position(), latent)
                .withLead(example.activation())
                .withMarks(match, ring);
    }

    /** Without matches: the contexts found by words, or the latent's own. */
    private List<StripItem> contexts(ContextReader reader, JobContext job) {
        boolean byWords = !answer.found().isEmpty();
        List<ContextHit> hits = byWords ? answer.found() : index.topContexts(latent, LIMIT);
        List<StripItem> items = new ArrayList<>();
        for (ContextHit hit : hits) {
            job.checkCancelled();
            StripContent strip = reader.read(hit.context(), hit.peak(), latent);
            double most = 0;
            for (float value : strip.values()) {
                most = Math.max(most, value);
            }
            strip = strip.withLead(most);
            items.add(new StripItem.Strip(
                    byWords ? WordsInText.underline(strip, answer.query().text()) : strip));
        }
        return items;
    }
}
