package org.latentworkbench.app.gui.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.pipeline.SweepRun;

/** A grid over two settings of the form, checked as it is typed, and the sweep that is looked at. */
final class SweepViewModel {
    /** Settings that can be varied. */
    enum Axis {
        NONE("nothing", "none"),
        WIDTH("width", "width"),
        K("L0", "k"),
        SEED("seed", "seed"),
        LEARNING_RATE("learning rate", "learning-rate"),
        STEPS("steps", "steps"),
        BATCH("batch", "batch");

        private final String title;
        private final String option;

        Axis(String title, String option) {
            this.title = title;
            this.option = option;
        }

        String title() {
            return title;
        }

        /** Its name on the command line. */
        String option() {
            return option;
        }
    }

    /**
     * What the grid means.
     *
     * @param runs in order; empty when something is wrong
     * @param source of the activations
     * @param seed of their order
     * @param message what is wrong, or what will be trained
     * @param good whether it can start
     */
    record Grid(List<SweepRun> runs, Optional<ActivationSource> source, long seed, String message, boolean good) {
        static Grid wrong(String message) {
            return new Grid(List.of(), Optional.empty(), 0, message, false);
        }
    }

    private static final int MOST_RUNS = 200;

    final StringProperty name = new SimpleStringProperty("sweep-1");
    final ObjectProperty<Axis> first = new SimpleObjectProperty<>(Axis.WIDTH);
    final StringProperty firstValues = new SimpleStringProperty("256, 512, 1024, 2048");
    final ObjectProperty<Axis> second = new SimpleObjectProperty<>(Axis.K);
    final StringProperty secondValues = new SimpleStringProperty("16, 32");
    /** Name of the sweep that is looked at. */
    final StringProperty shown = new SimpleStringProperty("");

    private final ReadOnlyObjectWrapper<Grid> grid = new ReadOnlyObjectWrapper<>(Grid.wrong(""));
    private final ReadOnlyObjectWrapper<RunsOfSweep> found = new ReadOnlyObjectWrapper<>(RunsOfSweep.NONE);
    private final Supplier<FormInput> form;

    /** @param form the settings that are not varied */
    SweepViewModel(Supplier<FormInput> form) {
        this.form = form;
        for (StringProperty text : List.of(name, firstValues, secondValues)) {
            text.subscribe((_, _) -> check());
        }
        first.subscribe((_, _) -> check());
        second.subscribe((_, _) -> check());
    }

    ReadOnlyObjectProperty<Grid> gridProperty() {
        return grid.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RunsOfSweep> foundProperty() {
        return found.getReadOnlyProperty();
    }

    void publish(RunsOfSweep now) {
        found.set(now);
        if (!now.name().equals(shown.get())) {
            shown.set(now.name());
        }
    }

    /** Looks at the form again. */
    void check() {
        grid.set(made());
    }

    private Grid made() {
        String start = name.get().strip();
        if (!start.matches("[A-Za-z0-9._-]+")) {
            return Grid.wrong("The name takes letters, digits, “.”, “_” and “-” only.");
        }
        if (first.get() == Axis.NONE || first.get() == second.get()) {
            return Grid.wrong("Choose two different settings, or one and “nothing”.");
        }
        List<Map<Axis, String>> cells = new ArrayList<>(List.of(Map.of()));
        cells = times(cells, first.get(), firstValues.get());
        cells = second.get() == Axis.NONE ? cells : times(cells, second.get(), secondValues.get());
        if (cells.isEmpty()) {
            return Grid.wrong("Give values set apart by commas, such as 256, 512, 1024.");
        }
        if (cells.size() > MOST_RUNS) {
            return Grid.wrong("That would be " + cells.size() + " runs; at most " + MOST_RUNS + ".");
        }
        List<SweepRun> runs = new ArrayList<>();
        Optional<ActivationSource> source = Optional.empty();
        long seed = 1;
        for (Map<Axis, String> cell : cells) {
            FormResult result = FormCheck.check(with(cell, start), _ -> Optional.empty(), Optional.empty());
            Optional<TrainingPlan> plan = result.plan();
            if (plan.isEmpty()) {
                return Grid.wrong(problem(result, cell));
            }
            Map<String, String> settings = new LinkedHashMap<>();
            cell.forEach((axis, value) -> settings.put(axis.option(), value));
            String suffix = String.join(
                    "-",
                    settings.entrySet().stream()
                            .map(each -> each.getKey() + each.getValue())
                            .toList());
            runs.add(new SweepRun(start + "-" + suffix, settings, plan.get().config()));
            source = Optional.of(plan.get().source());
            seed = runs.getFirst().config().seed();
        }
        long batches = runs.stream().map(run -> run.config().batch()).distinct().count();
        return new Grid(
                runs,
                source,
                seed,
                runs.size() + " runs; the activations are read " + (batches == 1 ? "once" : batches + " times")
                        + ". What is not varied is as in the form under Runs.",
                true);
    }

    private static String problem(FormResult result, Map<Axis, String> cell) {
        String where = String.join(
                ", ",
                cell.entrySet().stream()
                        .map(each -> each.getKey().title() + " " + each.getValue())
                        .toList());
        return result.states().values().stream()
                .filter(state -> state.level() == FieldState.Level.ERROR)
                .findFirst()
                .map(state -> where + ": " + state.message() + ".")
                .orElse("The form under Runs is not complete.");
    }

    private static List<Map<Axis, String>> times(List<Map<Axis, String>> cells, Axis axis, String values) {
        List<Map<Axis, String>> longer = new ArrayList<>();
        for (Map<Axis, String> cell : cells) {
            for (String value : values.split("[,;\\s]+")) {
                if (!value.isEmpty()) {
                    Map<Axis, String> more = new LinkedHashMap<>(cell);
                    more.put(axis, value);
                    longer.add(more);
                }
            }
        }
        return longer;
    }

    /** The form with some fields replaced; nested sizes keep their shares of another width. */
    private FormInput with(Map<Axis, String> cell, String start) {
        FormInput base = form.get();
        String width = cell.getOrDefault(Axis.WIDTH, base.width());
        String prefixes = cell.containsKey(Axis.WIDTH) ? scaled(base, width) : base.prefixes();
        return new FormInput(
                start,
                base.data(),
                base.hook(),
                base.kind(),
                width,
                cell.getOrDefault(Axis.K, base.k()),
                prefixes,
                cell.getOrDefault(Axis.BATCH, base.batch()),
                cell.getOrDefault(Axis.STEPS, base.steps()),
                cell.getOrDefault(Axis.LEARNING_RATE, base.learningRate()),
                base.penalty(),
                cell.getOrDefault(Axis.SEED, base.seed()));
    }

    private static String scaled(FormInput base, String width) {
        try {
            double before = Long.parseLong(base.width().replaceAll("\\D", ""));
            long now = Long.parseLong(width.replaceAll("\\D", ""));
            List<Long> sizes = new ArrayList<>();
            for (String part : base.prefixes().split(",(?!\\d{3}(\\D|$))|[;\\s]+")) {
                String digits = part.replaceAll("\\D", "");
                if (!digits.isEmpty()) {
                    long least = sizes.isEmpty() ? 1 : sizes.getLast() + 1;
                    sizes.add(Math.max(least, Math.round(Long.parseLong(digits) / before * now)));
                }
            }
            return String.join(", ", sizes.stream().map(String::valueOf).toList());
        } catch (NumberFormatException e) {
            return base.prefixes();
        }
    }
}
