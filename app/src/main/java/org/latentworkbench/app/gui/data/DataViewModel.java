package org.latentworkbench.app.gui.data;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.ModelVerification;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.TokenStatistics;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** What there is in the workspace, which of it is chosen, and what is known about that. */
final class DataViewModel {
    private static final int FREQUENT = 40;
    private static final DataUpdate.Found NOTHING = new DataUpdate.Found(List.of(), 0, List.of());

    /** What a comparison with a reference said about a model. */
    record Verified(DataItem item, String reference, ModelVerification result) {}

    private final LatestUpdate<DataUpdate.Found> listing;
    private final LatestUpdate<DataDetails> reading;
    private final LatestUpdate<TokenStatistics> counting;
    private final Map<Section, ObservableList<DataItem>> lists = new EnumMap<>(Section.class);
    private final ReadOnlyObjectWrapper<DataUpdate.Found> found = new ReadOnlyObjectWrapper<>(this, "found", NOTHING);
    private final ObjectProperty<@Nullable DataItem> selected = new SimpleObjectProperty<>(this, "selected");
    private final ReadOnlyObjectWrapper<@Nullable DataDetails> details = new ReadOnlyObjectWrapper<>(this, "details");
    private final ReadOnlyObjectWrapper<@Nullable String> problem = new ReadOnlyObjectWrapper<>(this, "problem");
    private final ReadOnlyObjectWrapper<Optional<TokenStatistics>> statistics =
            new ReadOnlyObjectWrapper<>(this, "statistics", Optional.empty());
    private final ObjectProperty<@Nullable Verified> verified = new SimpleObjectProperty<>(this, "verified");
    private @Nullable Workspace workspace;
    private @Nullable String wanted;

    DataViewModel(Lanes lanes) {
        listing = new LatestUpdate<>(lanes, Duration.ZERO);
        reading = new LatestUpdate<>(lanes, Duration.ZERO);
        counting = new LatestUpdate<>(lanes, Duration.ZERO);
        DataUpdate.SHOWN.forEach(section -> lists.put(section, FXCollections.observableArrayList()));
        selected.subscribe(item -> {
            if (item != null) {
                read(item);
            } else {
                forgetDetails();
            }
        });
    }

    /** Another workspace, or none: nothing of the old one stays. */
    void open(@Nullable Workspace other) {
        workspace = other;
        listing.cancel();
        selected.set(null);
        lists.values().forEach(List::clear);
        found.set(NOTHING);
    }

    /** Looks again what there is. */
    void look() {
        Workspace present = workspace;
        if (present != null) {
            listing.ask(
                    new DataUpdate(present),
                    this::publish,
                    reason -> problem.set(org.latentworkbench.app.gui.Words.reason(reason)));
        }
    }

    private void publish(DataUpdate.Found now) {
        DataItem before = selected.get();
        found.set(now);
        lists.forEach((section, list) -> {
            List<DataItem> fresh = now.items().stream()
                    .filter(item -> item.section() == section)
                    .toList();
            if (!fresh.equals(list)) {
                list.setAll(fresh);
            }
        });
        Optional<DataItem> kept = now.items().stream()
                .filter(item -> wanted != null ? place(item).equals(wanted) : before != null && item.isSame(before))
                .findFirst();
        wanted = null;
        selected.set(kept.or(() -> now.items().stream().findFirst()).orElse(null));
    }

    /** Chooses by place, for example {@code corpora/tiny}, now or once it is there. */
    void choose(String place) {
        wanted = place;
        found.get().items().stream()
                .filter(item -> place(item).equals(place))
                .findFirst()
                .ifPresent(item -> {
                    wanted = null;
                    selected.set(item);
                });
    }

    /** Where an item is shown: {@code corpora/tiny}. */
    static String place(DataItem item) {
        return item.section().folder() + "/" + item.name();
    }

    private void read(DataItem item) {
        Workspace present = workspace;
        DataDetails shown = details.get();
        if (present == null || (shown != null && shown.item().equals(item))) {
            return;
        }
        forgetDetails();
        if (!item.readable()) {
            problem.set(item.detail());
            return;
        }
        reading.ask(
                new DetailsUpdate(present, item),
                now -> {
                    details.set(now);
                    if (item.section() == Section.CORPORA) {
                        count(present, item);
                    }
                },
                reason -> problem.set(org.latentworkbench.app.gui.Words.reason(reason)));
    }

    private void forgetDetails() {
        reading.cancel();
        counting.cancel();
        problem.set(null);
        statistics.set(Optional.empty());
        verified.set(null);
        details.set(null);
    }

    private void count(Workspace present, DataItem item) {
        counting.ask(
                context -> counted(present, item, context),
                now -> statistics.set(Optional.of(now)),
                reason -> problem.set(org.latentworkbench.app.gui.Words.reason(reason)));
    }

    private static TokenStatistics counted(Workspace workspace, DataItem item, JobContext context) {
        try (TokenCorpus corpus = TokenCorpus.open(workspace.corpusDir(item.name()))) {
            return TokenStatistics.of(corpus, FREQUENT, context);
        }
    }

    /** The lines of one list. */
    ObservableList<DataItem> list(Section section) {
        ObservableList<DataItem> list = lists.get(section);
        if (list == null) {
            throw new IllegalArgumentException("not shown here: " + section);
        }
        return list;
    }

    /** Everything that was found last. */
    ReadOnlyObjectProperty<DataUpdate.Found> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** The chosen line of all lists, null while there is nothing. */
    ObjectProperty<@Nullable DataItem> selectedProperty() {
        return selected;
    }

    /** What is known about the chosen thing, null until it was read. */
    ReadOnlyObjectProperty<@Nullable DataDetails> detailsProperty() {
        return details.getReadOnlyProperty();
    }

    /** Why the chosen thing cannot be shown, null if it can. */
    ReadOnlyObjectProperty<@Nullable String> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** What was counted in the chosen corpus; empty until it was. */
    ReadOnlyObjectProperty<Optional<TokenStatistics>> statisticsProperty() {
        return statistics.getReadOnlyProperty();
    }

    /** Whether a corpus is being counted for longer than a moment. */
    ReadOnlyBooleanProperty countingProperty() {
        return counting.busyProperty();
    }

    /** What was said last about the chosen model; null if nothing was. */
    ObjectProperty<@Nullable Verified> verifiedProperty() {
        return verified;
    }
}
