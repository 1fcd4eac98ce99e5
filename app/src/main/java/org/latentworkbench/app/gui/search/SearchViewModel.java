package org.latentworkbench.app.gui.search;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.reading.Searcher;
import org.latentworkbench.app.gui.settings.Settings;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.search.ExceptionKind;
import org.latentworkbench.engine.search.syntax.Completer;
import org.latentworkbench.engine.search.syntax.Completion;
import org.latentworkbench.engine.search.syntax.Fix;
import org.latentworkbench.engine.text.Concept;
import org.latentworkbench.engine.workspace.Label;

/** The state of a search: the query as it is typed, what the last good one found, and the examples of one latent. */
final class SearchViewModel {
    private static final Duration TYPING = Duration.ofMillis(180);

    /** A search that takes no longer than this shows its answer alone: less would flicker. */
    private static final Duration PATIENCE = Duration.ofMillis(40);

    private static final int COMPLETIONS = 30;

    private final QueryBook book;
    private final Duration patience;
    private final WordListsViewModel wordLists;
    private final Searcher searcher = new Searcher();
    private final LatestUpdate<SearchAnswer> searching;
    private final LatestUpdate<ExceptionsUpdate.Examples> reading;
    private final ObjectProperty<@Nullable OpenAutoencoder> opened = new SimpleObjectProperty<>(this, "opened");
    private final ObjectProperty<SearchMode> mode = new SimpleObjectProperty<>(this, "mode", SearchMode.PATTERN);
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ObjectProperty<LatentChoice> choice = new SimpleObjectProperty<>(this, "choice", LatentChoice.ALL);
    private final ReadOnlyObjectWrapper<SearchAnswer> answer =
            new ReadOnlyObjectWrapper<>(this, "answer", SearchAnswer.NONE);
    private final ReadOnlyObjectWrapper<@Nullable FirstMatches> firstMatches =
            new ReadOnlyObjectWrapper<>(this, "firstMatches");
    private final ReadOnlyObjectWrapper<@Nullable QueryError> error = new ReadOnlyObjectWrapper<>(this, "error");
    private final ObjectProperty<@Nullable RankedRow> selected = new SimpleObjectProperty<>(this, "selected");
    private final ObjectProperty<ExceptionKind> kind =
            new SimpleObjectProperty<>(this, "kind", ExceptionKind.MATCHED_FIRING);
    private final ReadOnlyObjectWrapper<ExceptionsUpdate.Examples> examples =
            new ReadOnlyObjectWrapper<>(this, "examples", ExceptionsUpdate.Examples.NONE);
    private long seed;

    SearchViewModel(Lanes lanes, Settings settings) {
        this(lanes, settings, PATIENCE);
    }

    /** @param patience how long a search goes on before it shows its first matches */
    SearchViewModel(Lanes lanes, Settings settings, Duration patience) {
        this.patience = patience;
        book = new QueryBook(settings);
        searching = new LatestUpdate<>(lanes, TYPING);
        reading = new LatestUpdate<>(lanes, Duration.ZERO);
        wordLists = new WordListsViewModel(lanes, this::ask);
        wordLists.openedProperty().bind(opened);
        opened.subscribe((before, now) -> {
            answer.set(SearchAnswer.NONE);
            selected.set(null);
            if (before != null && (now == null || !now.name().equals(before.name()))) {
                choice.set(choice.get().withIds("")); // they are latents of another autoencoder
            }
            ask();
        });
        text.subscribe((_, now) -> typed(now));
        mode.subscribe((_, _) -> ask());
        choice.subscribe((_, _) -> ask());
        selected.subscribe((_, _) -> readExamples(true));
        kind.subscribe((_, _) -> readExamples(true));
    }

    private void typed(String now) {
        var asked = SearchMode.askedFor(now);
        if (asked.isPresent()) {
            String rest = now.stripLeading().substring(asked.get().prefix().length());
            mode.set(asked.get());
            text.set(rest);
        } else {
            ask();
        }
    }

    private void ask() {
        OpenAutoencoder now = opened.get();
        SearchQuery query = query();
        if (now == null || now.index().isEmpty() || query.isBlank()) {
            searching.cancel();
            firstMatches.set(null);
            error.set(null);
            if (query.isBlank()) {
                answer.set(SearchAnswer.NONE);
                selected.set(null);
            }
            return;
        }
        searching.ask(
                new SearchUpdate(now, now.index().get(), searcher, query, choice.get(), patience),
                this::showFirst,
                this::show,
                this::failed);
    }

    private void showFirst(FirstMatches found) {
        error.set(null);
        firstMatches.set(found);
    }

    private void show(SearchAnswer found) {
        error.set(null);
        RankedRow next = toRead(found);
        answer.set(found);
        if (Objects.equals(next, selected.get())) {
            readExamples(true);
        } else {
            selected.set(next);
        }
    }

    /** The best latent of a new query; where the same query is asked of other latents, the one that is read stays. */
    private @Nullable RankedRow toRead(SearchAnswer found) {
        RankedRow before = selected.get();
        boolean sameQuery = found.query().equals(answer.get().query());
        return found.rows().stream()
                .filter(row -> sameQuery && before != null && row.latent() == before.latent())
                .findFirst()
                .or(() -> found.rows().stream().findFirst())
                .orElse(null);
    }

    private void failed(Throwable reason) {
        firstMatches.set(null);
        error.set(QueryError.of(reason));
    }

    private void readExamples(boolean strongest) {
        OpenAutoencoder now = opened.get();
        RankedRow row = selected.get();
        seed = strongest ? 0 : seed + 1;
        if (now == null || now.index().isEmpty() || row == null) {
            reading.cancel();
            showExamples(new ExceptionsUpdate.Examples(0, 0, 0, answer.get().contexts()));
            return;
        }
        reading.ask(
                new ExceptionsUpdate(now, now.index().get(), searcher, answer.get(), row.latent(), kind.get(), seed),
                this::showExamples,
                this::failed);
    }

    /** The first matches stand in for the examples until those of the answer are there. */
    private void showExamples(ExceptionsUpdate.Examples read) {
        examples.set(read);
        if (!searching.isAsking()) {
            firstMatches.set(null);
        }
    }

    /** Reads a random choice of examples instead of the strongest. */
    void drawAgain() {
        readExamples(false);
    }

    /** Remembers the query as one that was of use. */
    void remember() {
        if (error.get() == null) {
            book.asked(query());
        }
    }

    /** Keeps the query, or lets it go when it is kept. */
    void toggleSaved() {
        if (book.isSaved(query())) {
            book.forget(query());
        } else {
            book.save(query());
        }
    }

    /** Writes the mended form of a wrong script into the editor. */
    void applyFix() {
        QueryError wrong = error.get();
        if (wrong != null) {
            wrong.fix().map(Fix::script).ifPresent(text::set);
        }
    }

    /** Asks another query. */
    void ask(SearchQuery query) {
        mode.set(query.mode());
        text.set(query.text());
    }

    SearchQuery query() {
        return new SearchQuery(mode.get(), text.get());
    }

    /** What may be written at a caret of the script. */
    List<Completion> completions(String script, int caret) {
        OpenAutoencoder now = opened.get();
        if (mode.get() != SearchMode.PATTERN || now == null) {
            return List.of();
        }
        List<String> labels = now.labels().all().values().stream()
                .map(Label::label)
                .filter(label -> !label.isBlank())
                .distinct()
                .sorted()
                .toList();
        List<String> concepts = now.index()
                .flatMap(index -> index.corpus().concepts())
                .map(track -> track.concepts().stream().map(Concept::name).toList())
                .orElse(List.of());
        List<Completion> found = new Completer(wordLists.names(), concepts, labels).complete(script, caret);
        return found.subList(0, Math.min(COMPLETIONS, found.size()));
    }

    ObjectProperty<@Nullable OpenAutoencoder> openedProperty() {
        return opened;
    }

    ObjectProperty<SearchMode> modeProperty() {
        return mode;
    }

    /** The query as it is typed. */
    StringProperty textProperty() {
        return text;
    }

    ObjectProperty<LatentChoice> choiceProperty() {
        return choice;
    }

    /** What the last good query found. */
    ReadOnlyObjectProperty<SearchAnswer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** What the query has found so far, until it is answered; null while there is nothing newer than the answer. */
    ReadOnlyObjectProperty<@Nullable FirstMatches> firstMatchesProperty() {
        return firstMatches.getReadOnlyProperty();
    }

    /** Why the query as typed cannot be asked; null when it can. */
    ReadOnlyObjectProperty<@Nullable QueryError> errorProperty() {
        return error.getReadOnlyProperty();
    }

    /** The latent whose examples are read. */
    ObjectProperty<@Nullable RankedRow> selectedProperty() {
        return selected;
    }

    ObjectProperty<ExceptionKind> kindProperty() {
        return kind;
    }

    ReadOnlyObjectProperty<ExceptionsUpdate.Examples> examplesProperty() {
        return examples.getReadOnlyProperty();
    }

    QueryBook book() {
        return book;
    }

    WordListsViewModel wordLists() {
        return wordLists;
    }

    ReadOnlyBooleanProperty busyProperty() {
        return searching.busyProperty();
    }
}
