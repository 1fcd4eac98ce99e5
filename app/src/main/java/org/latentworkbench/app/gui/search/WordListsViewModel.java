package org.latentworkbench.app.gui.search;

import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanExpression;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.workspace.WordLists;

/** The word lists of a workspace while a person reads and changes them. What was typed is never dropped: it is saved first. */
final class WordListsViewModel {
    /** A list of a name, as it is on disk or as it was typed. */
    private record Saved(String name, List<String> entries) {
        static final Saved NONE = new Saved("", List.of());
    }

    /** What is there after something was done. */
    private record State(List<String> names, Saved list, String message) {}

    private final Lanes lanes;
    private final Runnable changed;
    private final ObjectProperty<@Nullable OpenAutoencoder> opened = new SimpleObjectProperty<>(this, "opened");
    private final ObservableList<String> names = FXCollections.observableArrayList();
    private final StringProperty name = new SimpleStringProperty(this, "name", "");
    private final StringProperty text = new SimpleStringProperty(this, "text", "");
    private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper(this, "message", "");
    private final ObjectProperty<@Nullable Saved> deleted = new SimpleObjectProperty<>(this, "deleted");
    private Saved saved = Saved.NONE;

    /**
     * The lists of no workspace, until {@link #openedProperty()} is set.
     *
     * @param changed told on the interface thread that a list was written or deleted
     */
    WordListsViewModel(Lanes lanes, Runnable changed) {
        this.lanes = lanes;
        this.changed = changed;
        opened.subscribe((_, _) -> {
            deleted.set(null);
            act(words -> new State(words.names(), Saved.NONE, ""), () -> {});
        });
    }

    /** Shows another list. */
    void choose(String other) {
        afterSaving(words -> new State(words.names(), new Saved(other, words.list(other)), ""));
    }

    /** An empty list without a name. */
    void begin() {
        afterSaving(words -> new State(words.names(), Saved.NONE, ""));
    }

    /** Writes what was typed under the name that was typed. */
    void save() {
        Saved typed = typed();
        act(
                words -> {
                    words.set(typed.name(), typed.entries());
                    return new State(words.names(), typed, "Saved: [literals `" + typed.name() + "`] matches it.");
                },
                changed);
    }

    /** Deletes the list that is shown; {@link #restore()} brings it back. */
    void delete() {
        Saved list = saved.name().equals(name.get().strip()) ? saved : typed();
        act(
                words -> {
                    words.delete(list.name());
                    return new State(words.names(), Saved.NONE, "Deleted " + list.name() + ".");
                },
                () -> {
                    deleted.set(list);
                    changed.run();
                });
    }

    /** Brings the list back that was deleted last. */
    void restore() {
        Saved list = deleted.get();
        if (list != null) {
            act(
                    words -> {
                        words.set(list.name(), list.entries());
                        return new State(words.names(), list, "");
                    },
                    () -> {
                        deleted.set(null);
                        changed.run();
                    });
        }
    }

    /** Does something once a named list that was changed is on disk. */
    private void afterSaving(Function<WordLists, State> action) {
        Saved typed = typed();
        if (typed.equals(saved) || typed.name().isEmpty()) {
            act(action, () -> {});
        } else {
            act(
                    words -> {
                        words.set(typed.name(), typed.entries());
                        return action.apply(words);
                    },
                    changed);
        }
    }

    private void act(Function<WordLists, State> action, Runnable then) {
        OpenAutoencoder now = opened.get();
        if (now == null) {
            show(new State(List.of(), Saved.NONE, ""));
            return;
        }
        lanes.ask(
                () -> action.apply(now.words()),
                state -> {
                    show(state);
                    then.run();
                },
                reason -> message.set(Words.reason(reason)));
    }

    private void show(State state) {
        saved = state.list();
        names.setAll(state.names());
        name.set(saved.name());
        text.set(String.join("\n", saved.entries()));
        message.set(state.message());
    }

    private Saved typed() {
        return new Saved(
                name.get().strip(),
                text.get()
                        .lines()
                        .map(String::stripTrailing)
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    /** Whether there is a list of the name that is shown. */
    BooleanExpression isSaved() {
        return Bindings.createBooleanBinding(() -> names.contains(name.get().strip()), names, name);
    }

    ObjectProperty<@Nullable OpenAutoencoder> openedProperty() {
        return opened;
    }

    /** Names of the lists on disk. */
    ObservableList<String> names() {
        return names;
    }

    StringProperty nameProperty() {
        return name;
    }

    /** The entries, one in a line. */
    StringProperty textProperty() {
        return text;
    }

    /** What was done last, or why it could not be. */
    ReadOnlyStringProperty messageProperty() {
        return message.getReadOnlyProperty();
    }

    /** Whether {@link #restore()} has something to bring back. */
    BooleanExpression canRestore() {
        return deleted.isNotNull();
    }
}
