package org.latentworkbench.app.gui.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.engine.training.Objective;

/** The form, what it means, and the runs with those of them that are drawn. */
final class TrainViewModel {
    /** As many runs as there are series styles. */
    static final int MOST_SHOWN = 4;

    final StringProperty name = new SimpleStringProperty("");
    final ObjectProperty<@Nullable DataChoice> data = new SimpleObjectProperty<>();
    final StringProperty hook = new SimpleStringProperty("");
    final ObjectProperty<KindChoice> kind = new SimpleObjectProperty<>(KindChoice.MATRYOSHKA);
    final StringProperty width = new SimpleStringProperty("");
    final StringProperty k = new SimpleStringProperty("");
    final StringProperty prefixes = new SimpleStringProperty("");
    final StringProperty batch = new SimpleStringProperty("");
    final StringProperty steps = new SimpleStringProperty("");
    final StringProperty learningRate = new SimpleStringProperty("");
    final StringProperty penalty = new SimpleStringProperty("");
    final StringProperty seed = new SimpleStringProperty("1");
    final ObjectProperty<@Nullable Preset> preset = new SimpleObjectProperty<>();
    /** The checkpoint the next run begins with; null for a run from nothing. */
    final ObjectProperty<@Nullable BranchStart> branch = new SimpleObjectProperty<>();

    private final ReadOnlyObjectWrapper<FormResult> result;
    private final ObservableList<DataChoice> dataChoices = FXCollections.observableArrayList();
    private final ObservableList<DataChoice> readOnlyDataChoices =
            FXCollections.unmodifiableObservableList(dataChoices);
    private final ObservableList<RunRow> runs = FXCollections.observableArrayList();
    private final ObservableList<RunRow> readOnlyRuns = FXCollections.unmodifiableObservableList(runs);
    private final ObservableList<String> shown = FXCollections.observableArrayList();
    private final ObservableList<String> readOnlyShown = FXCollections.unmodifiableObservableList(shown);
    private final ObjectProperty<@Nullable String> selected = new SimpleObjectProperty<>();
    private Function<String, Optional<String>> nameProblem = _ -> Optional.empty();
    private boolean filling;

    TrainViewModel() {
        result = new ReadOnlyObjectWrapper<>(FormCheck.check(input(), nameProblem, Optional.empty()));
        for (StringProperty text : List.of(width, k, prefixes, batch, steps, learningRate, penalty)) {
            text.subscribe((_, _) -> changed());
        }
        name.subscribe((_, _) -> check());
        seed.subscribe((_, _) -> check());
        hook.subscribe((_, _) -> check());
        kind.subscribe((_, _) -> changed());
        data.subscribe((_, now) -> dataChanged(now));
        fill(Preset.MATRYOSHKA);
    }

    /** What the form means as it stands. */
    ReadOnlyObjectProperty<FormResult> resultProperty() {
        return result.getReadOnlyProperty();
    }

    ObservableList<DataChoice> dataChoices() {
        return readOnlyDataChoices;
    }

    /** All runs, newest first. */
    ObservableList<RunRow> runs() {
        return readOnlyRuns;
    }

    /** Names of the runs that are drawn, in the order of their styles. */
    ObservableList<String> shown() {
        return readOnlyShown;
    }

    /** The run whose prefixes are drawn. */
    ObjectProperty<@Nullable String> selectedProperty() {
        return selected;
    }

    Optional<RunRow> run(@Nullable String wanted) {
        return runs.stream().filter(row -> row.name().equals(wanted)).findFirst();
    }

    boolean isAnyRunning() {
        return runs.stream().anyMatch(row -> row.state() == RunState.RUNNING);
    }

    Optional<RunRow> selectedRun() {
        return run(selected.get());
    }

    /** The drawn runs in the order of their styles. */
    List<RunRow> shownRuns() {
        return shown.stream().flatMap(each -> run(each).stream()).toList();
    }

    /** Decides which names can be used. */
    void checkNamesBy(Function<String, Optional<String>> problem) {
        nameProblem = problem;
        check();
    }

    /** Takes what was read from the workspace; keeps what the person chose. */
    void publish(TrainUpdate.Found found) {
        if (!dataChoices.equals(found.data())) {
            DataChoice before = data.get();
            dataChoices.setAll(found.data());
            boolean kept = before != null && found.data().contains(before);
            data.set(kept ? before : found.data().stream().findFirst().orElse(null));
        }
        Set<String> known = new HashSet<>();
        runs.forEach(row -> known.add(row.name()));
        runs.setAll(found.runs());
        shown.removeIf(gone -> run(gone).isEmpty());
        for (RunRow row : found.runs().reversed()) {
            if (!known.contains(row.name())) {
                show(row.name());
            }
        }
        if (isSuggested(name.get()) && nameProblem.apply(name.get()).isPresent()) {
            name.set(freeName(name.get().replaceAll("-\\d+$", "")));
        }
        if (selectedRun().isEmpty()) {
            selected.set(found.runs().stream().findFirst().map(RunRow::name).orElse(null));
        }
        check();
    }

    /** Empties the view when the workspace changes. */
    void clear() {
        dataChoices.clear();
        runs.clear();
        shown.clear();
        selected.set(null);
        data.set(null);
    }

    /** Draws a run or no longer draws it; the oldest drawn gives way. */
    void toggle(String run) {
        if (!shown.remove(run)) {
            show(run);
        }
    }

    private void show(String run) {
        if (!shown.contains(run)) {
            if (shown.size() >= MOST_SHOWN) {
                shown.removeFirst();
            }
            shown.add(run);
        }
    }

    /** Fills the form with a preset; the name follows if nobody typed one. */
    void fill(Preset chosen) {
        set(chosen.fill(input()));
        if (name.get().isBlank() || isSuggested(name.get())) {
            name.set(freeName(chosen.runName()));
        }
        preset.set(chosen);
    }

    /** Fills the form with the settings of a run, under a new name. */
    void fillFrom(RunRow run) {
        run.config().ifPresent(config -> {
            KindChoice chosen = Arrays.stream(KindChoice.values())
                    .filter(choice -> choice.id().equals(run.kind()))
                    .findFirst()
                    .orElse(KindChoice.MATRYOSHKA);
            set(new FormInput(
                    name.get(),
                    Optional.ofNullable(data.get()),
                    hook.get(),
                    chosen,
                    Words.count(config.width()),
                    String.valueOf(Math.round(config.wantedL0().orElse(32))),
                    run.prefixes().stream().map(Words::count).collect(Collectors.joining(", ")),
                    Words.count(config.batch()),
                    Words.count(config.steps()),
                    FormCheck.scientific(config.learningRate()),
                    Objective.sparsityIfAny(config.objective())
                            .map(sparsity -> FormCheck.scientific(sparsity.coefficient()))
                            .orElse(""),
                    String.valueOf(config.seed())));
            name.set(freeName(run.name().replaceAll("-\\d+$", "")));
            preset.set(null);
        });
    }

    /** A name that starts so and is not taken. */
    String freeName(String start) {
        for (int number = 1; ; number++) {
            String candidate = start + "-" + number;
            if (nameProblem.apply(candidate).isEmpty()) {
                return candidate;
            }
        }
    }

    private static boolean isSuggested(String name) {
        return Arrays.stream(Preset.values()).anyMatch(each -> name.matches(each.runName() + "-\\d+"));
    }

    private void set(FormInput input) {
        filling = true;
        kind.set(input.kind());
        width.set(input.width());
        k.set(input.k());
        prefixes.set(input.prefixes());
        batch.set(input.batch());
        steps.set(input.steps());
        learningRate.set(input.learningRate());
        penalty.set(input.penalty());
        seed.set(input.seed());
        filling = false;
        check();
    }

    private void dataChanged(@Nullable DataChoice now) {
        if (now instanceof DataChoice.Live live && !live.hooks().contains(hook.get())) {
            hook.set("resid_post." + live.layers() / 2);
        }
        Preset present = preset.get();
        if (present != null && now != null) {
            fill(present);
        } else {
            check();
        }
    }

    private void changed() {
        if (!filling) {
            preset.set(null);
            check();
        }
    }

    /** The form as it is typed. */
    FormInput input() {
        return new FormInput(
                name.get(),
                Optional.ofNullable(data.get()),
                hook.get(),
                kind.get(),
                width.get(),
                k.get(),
                prefixes.get(),
                batch.get(),
                steps.get(),
                learningRate.get(),
                penalty.get(),
                seed.get());
    }

    private void check() {
        if (filling) {
            return;
        }
        List<Speed> speeds = new ArrayList<>();
        runs.forEach(row -> row.speed().ifPresent(speeds::add));
        result.set(FormCheck.check(input(), nameProblem, speeds.stream().findFirst()));
    }
}
