package org.latentworkbench.app.gui.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.app.gui.reading.ContextReader;
import org.latentworkbench.app.gui.reading.LatentTitles;
import org.latentworkbench.app.gui.reading.Searcher;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.RankedLatent;
import org.latentworkbench.engine.search.SearchOptions;
import org.latentworkbench.engine.search.SearchResult;
import org.latentworkbench.engine.text.Context;

/**
 * Answers a query off the interface thread.
 *
 * @param patience how long a pattern is searched for before its first matches are told of
 */
record SearchUpdate(
        OpenAutoencoder opened,
        LatentIndex index,
        Searcher searcher,
        SearchQuery query,
        LatentChoice choice,
        Duration patience)
        implements LatestUpdate.Telling<FirstMatches, SearchAnswer> {
    private static final int RANKED = 500;
    private static final int CONTEXTS = 100;
    private static final int TOP_TOKENS = 4;

    @Override
    public SearchAnswer run(JobContext job, Consumer<FirstMatches> soFar) {
        return switch (query.mode()) {
            case PATTERN -> pattern(job, soFar);
            case TEXT -> text(job);
            case LABELS -> labels();
        };
    }

    private SearchAnswer pattern(JobContext job, Consumer<FirstMatches> soFar) {
        SearchOptions options =
                choice.options(opened.labels().all(), index.info().latents()).withLimit(RANKED);
        SearchResult result = searcher.search(opened, index)
                .search(query.text(), options, job, new FirstMatchesReader(index, patience, soFar));
        LatentTitles titles = LatentTitles.of(opened, index);
        List<RankedRow> rows = new ArrayList<>(result.latents().size());
        for (RankedLatent ranked : result.latents()) {
            var scores = new RankedRow.Scores(
                    ranked.cosine(), ranked.precision(), ranked.recall(), ranked.f1(), ranked.lift(), ranked.mean());
            rows.add(row(rows.size() + 1, ranked.latent(), titles, scores));
        }
        String cost = String.format(
                Locale.US,
                "one pass over %s matched %s, %s",
                Figures.count(result.matches()),
                result.matches() == 1 ? "token" : "tokens",
                millis(result.seconds()));
        if (result.incompleteDocuments() > 0) {
            cost = Figures.count(result.incompleteDocuments()) + " documents only in part: too many back-references";
        }
        return new SearchAnswer(
                query,
                result.regex().explain(),
                List.of(new SearchAnswer.CorpusMatches(
                        index.info().corpus(), result.matches(), result.perMillion(), result.seconds() * 1e3)),
                Figures.count(result.firingLatents()) + " of "
                        + Figures.count(index.info().latents()) + " fire on a match",
                cost,
                rows,
                Optional.of(result),
                List.of(),
                List.of());
    }

    private SearchAnswer text(JobContext job) {
        long start = System.nanoTime();
        int[] found = index.contextsMatching(query.text(), CONTEXTS);
        ContextReader reader = new ContextReader(index);
        List<ContextHit> hits = new ArrayList<>();
        List<StripItem> strips = new ArrayList<>();
        FoundLatents latents = new FoundLatents(index);
        for (int number : found) {
            job.checkCancelled();
            Context context = index.corpus().context(number);
            int word = WordsInText.first(reader.texts(context), query.text());
            ContextHit hit = new ContextHit(context, 0, context.start() + word);
            hits.add(hit);
            latents.add(context);
            strips.add(new StripItem.Strip(WordsInText.underline(reader.read(context, hit.peak()), query.text())));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        LatentTitles titles = LatentTitles.of(opened, index);
        List<RankedRow> rows = new ArrayList<>();
        for (FoundLatents.Share share : latents.best(RANKED)) {
            var scores = RankedRow.Scores.of(share.contexts(), share.mean());
            rows.add(row(rows.size() + 1, share.latent(), titles, scores));
        }
        String contexts = found.length == CONTEXTS ? "the best " + CONTEXTS : Figures.count(found.length);
        return new SearchAnswer(
                query,
                "Contexts that hold all these words, in any form; “…” keeps words together",
                List.of(new SearchAnswer.CorpusMatches(index.info().corpus(), found.length, Double.NaN, seconds * 1e3)),
                Figures.count(rows.size()) + " fire in " + contexts + " contexts",
                millis(seconds),
                rows,
                Optional.empty(),
                hits,
                strips);
    }

    private SearchAnswer labels() {
        long start = System.nanoTime();
        // What was written elsewhere since the index was made is not in it: labels as they are now come first.
        Set<Integer> found = new LinkedHashSet<>(labelled());
        IntStream.of(index.latentsMatching(query.text())).forEach(found::add);
        LatentTitles titles = LatentTitles.of(opened, index);
        List<RankedRow> rows = new ArrayList<>();
        for (int latent : found) {
            rows.add(row(rows.size() + 1, latent, titles, RankedRow.Scores.of(Double.NaN, Double.NaN)));
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        return new SearchAnswer(
                query,
                "Latents whose label, notes or top tokens hold these words",
                List.of(),
                Figures.count(found.size()) + " found",
                millis(seconds),
                rows,
                Optional.empty(),
                List.of(),
                List.of());
    }

    private List<Integer> labelled() {
        String[] words = query.text().toLowerCase(Locale.ROOT).strip().split("\\s+", -1);
        List<Integer> found = new ArrayList<>();
        opened.labels().all().forEach((latent, label) -> {
            String written = (label.label() + " " + label.note()).toLowerCase(Locale.ROOT);
            if (Stream.of(words).allMatch(written::contains)) {
                found.add(latent);
            }
        });
        return found;
    }

    private RankedRow row(int place, int latent, LatentTitles titles, RankedRow.Scores scores) {
        LatentStatistics statistics = index.statistics();
        return new RankedRow(
                place,
                latent,
                titles.title(latent),
                titles.isNamed(latent),
                statistics.level(latent),
                scores,
                statistics.density(latent),
                titles.topTokens(latent, TOP_TOKENS));
    }

    private static String millis(double seconds) {
        return seconds >= 1
                ? String.format(Locale.US, "%.1f s", seconds)
                : String.format(Locale.US, "%.0f ms", Math.max(1, seconds * 1e3));
    }
}
