package org.latentworkbench.app.gui.latents;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.LabelEdits;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.reading.LatentTitles;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.workspace.Label;

/** The state of the table of latents: which rows, in which order, which one is chosen. */
final class LatentsViewModel {
    private final LabelEdits edits;
    private final LatestUpdate<List<LatentRow>> reading;
    private final LatestUpdate<LatentsUpdate.Shown> arranging;
    private final ObjectProperty<@Nullable OpenAutoencoder> opened = new SimpleObjectProperty<>(this, "opened");
    private final ObjectProperty<RowFilter> filter = new SimpleObjectProperty<>(this, "filter", RowFilter.LIVE);
    private final ObjectProperty<List<SortKey>> order =
            new SimpleObjectProperty<>(this, "order", List.of(new SortKey(LatentColumn.DENSITY, true)));
    private final ObjectProperty<@Nullable Integer> selected = new SimpleObjectProperty<>(this, "selected");
    private final ObjectProperty<@Nullable Integer> second = new SimpleObjectProperty<>(this, "second");
    private final ObservableList<LatentRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper count = new ReadOnlyStringWrapper(this, "count", "");
    private final ReadOnlyIntegerWrapper dead = new ReadOnlyIntegerWrapper(this, "dead");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private List<LatentRow> all = List.of();

    LatentsViewModel(Lanes lanes, LabelEdits edits) {
        this.edits = edits;
        reading = new LatestUpdate<>(lanes, Duration.ZERO);
        arranging = new LatestUpdate<>(lanes, Duration.ZERO);
        opened.subscribe(this::open);
        filter.subscribe((_, _) -> arrange());
        order.subscribe((_, _) -> arrange());
        edits.revisionProperty().subscribe((_, _) -> readLabels());
    }

    private void open(@Nullable OpenAutoencoder now) {
        selected.set(null);
        second.set(null);
        problem.set("");
        if (now == null || now.index().isEmpty()) {
            reading.cancel();
            show(List.of());
            return;
        }
        reading.ask(LatentsUpdate.read(now, now.index().get()), this::show, this::failed);
    }

    /** Reads the rows again, after more became known of the latents; the chosen one stays chosen. */
    void reload() {
        OpenAutoencoder now = opened.get();
        if (now != null && now.index().isPresent()) {
            reading.ask(LatentsUpdate.read(now, now.index().get()), this::show, this::failed);
        }
    }

    private void show(List<LatentRow> read) {
        all = read;
        arrange();
    }

    private void arrange() {
        arranging.ask(LatentsUpdate.arrange(all, filter.get(), order.get()), this::publish, this::failed);
    }

    private void publish(LatentsUpdate.Shown shown) {
        rows.setAll(shown.rows());
        dead.set(shown.dead());
        count.set(all.isEmpty() ? "" : Figures.count(shown.rows().size()) + " of " + Figures.count(all.size()));
        problem.set(shown.rows().isEmpty() && !all.isEmpty() ? filter.get().sentence() : "");
    }

    private void failed(Throwable reason) {
        problem.set(Optional.ofNullable(reason.getMessage()).orElse("The latents could not be read."));
    }

    /** Takes over what was written about latents; only rows that changed are replaced, so that the table stays where it is. */
    private void readLabels() {
        OpenAutoencoder now = opened.get();
        if (now == null || now.index().isEmpty()) {
            return;
        }
        LatentTitles titles = LatentTitles.of(now, now.index().get());
        Function<LatentRow, LatentRow> fresh = row -> {
            Label label = titles.label(row.id());
            return row.label().equals(label.label()) && row.starred() == label.starred()
                    ? row
                    : row.with(label.label(), label.starred());
        };
        all = new ArrayList<>(all.stream().map(fresh).toList());
        for (int i = 0; i < rows.size(); i++) {
            LatentRow changed = fresh.apply(rows.get(i));
            if (changed != rows.get(i)) {
                rows.set(i, changed);
            }
        }
    }

    /** Gives a latent a star or takes it away. */
    void toggleStar(int latent) {
        OpenAutoencoder now = opened.get();
        if (now != null) {
            Label label = now.labels().label(latent).orElse(Label.NONE);
            edits.put(now, latent, new Label(label.label(), label.note(), !label.starred()), () -> {});
        }
    }

    /** Chooses the row after (1) or before (−1) the chosen one. */
    void step(int by) {
        Integer at = selected.get();
        int index = -1;
        for (int i = 0; at != null && i < rows.size(); i++) {
            if (rows.get(i).id() == at) {
                index = i;
                break;
            }
        }
        int target = index + by;
        if (target >= 0 && target < rows.size()) {
            selected.set(rows.get(target).id());
        }
    }

    /** Shows all live latents again. */
    void clearFilters() {
        filter.set(RowFilter.LIVE);
    }

    /** Rows as tab-separated text with a header. */
    static String tsv(List<LatentRow> rows, List<LatentColumn> columns) {
        StringBuilder out = new StringBuilder();
        out.append(String.join("\t", columns.stream().map(LatentColumn::title).toList()))
                .append('\n');
        for (LatentRow row : rows) {
            out.append(String.join(
                            "\t",
                            columns.stream().map(column -> column.plain(row)).toList()))
                    .append('\n');
        }
        return out.toString();
    }

    ObjectProperty<@Nullable OpenAutoencoder> openedProperty() {
        return opened;
    }

    ObjectProperty<RowFilter> filterProperty() {
        return filter;
    }

    ObjectProperty<List<SortKey>> orderProperty() {
        return order;
    }

    /** The latent whose page is shown. */
    ObjectProperty<@Nullable Integer> selectedProperty() {
        return selected;
    }

    /** The latent shown beside it in violet. */
    ObjectProperty<@Nullable Integer> secondProperty() {
        return second;
    }

    ObservableList<LatentRow> rows() {
        return rows;
    }

    /** For example {@code "1,204 of 12,288"}. */
    ReadOnlyStringProperty countProperty() {
        return count.getReadOnlyProperty();
    }

    ReadOnlyIntegerProperty deadProperty() {
        return dead.getReadOnlyProperty();
    }

    /** Why there are no rows, in one sentence; empty when there are some. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return reading.busyProperty();
    }
}
