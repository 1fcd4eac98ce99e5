package org.latentworkbench.app.gui.search;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.settings.Settings;

/** Queries asked before and queries kept, newest first; written to the settings as addresses. */
final class QueryBook {
    private static final int REMEMBERED = 60;
    private static final String HISTORY = "search.history";
    private static final String SAVED = "search.saved";

    private final Settings settings;
    private final ObservableList<SearchQuery> history = FXCollections.observableArrayList();
    private final ObservableList<SearchQuery> saved = FXCollections.observableArrayList();

    QueryBook(Settings settings) {
        this.settings = settings;
        history.setAll(read(HISTORY));
        saved.setAll(read(SAVED));
    }

    private List<SearchQuery> read(String key) {
        return settings.texts(key).stream()
                .map(text -> SearchQuery.of(Address.parse(text)))
                .toList();
    }

    /** Remembers a query that was of use. */
    void asked(SearchQuery query) {
        put(history, HISTORY, query, REMEMBERED);
    }

    /** Keeps a query. */
    void save(SearchQuery query) {
        put(saved, SAVED, query, Integer.MAX_VALUE);
    }

    /** Lets a kept query go. */
    void forget(SearchQuery query) {
        saved.remove(query);
        write(saved, SAVED);
    }

    boolean isSaved(SearchQuery query) {
        return saved.contains(query);
    }

    private void put(ObservableList<SearchQuery> list, String key, SearchQuery query, int most) {
        if (query.isBlank()) {
            return;
        }
        List<SearchQuery> next = new ArrayList<>(list);
        next.remove(query);
        next.addFirst(query);
        list.setAll(next.subList(0, Math.min(most, next.size())));
        write(list, key);
    }

    private void write(List<SearchQuery> list, String key) {
        settings.put(key, list.stream().map(query -> query.address().toString()).toList());
    }

    Settings settings() {
        return settings;
    }

    ObservableList<SearchQuery> history() {
        return history;
    }

    ObservableList<SearchQuery> saved() {
        return saved;
    }
}
