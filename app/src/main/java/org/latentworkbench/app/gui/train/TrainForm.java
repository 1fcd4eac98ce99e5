package org.latentworkbench.app.gui.train;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Words;

/** The settings of the next run, checked as they are typed, and what it will cost. */
final class TrainForm extends VBox {
    private final TrainViewModel model;
    private final Map<Field, FormRow> rows = new EnumMap<>(Field.class);
    private final Label time = value();
    private final Label memory = value();
    private final Label disk = value();
    private final Label basis = new Label();
    private final Button start = new Button("Start training");

    /** @param onStart starts the run of the form */
    TrainForm(TrainViewModel model, Runnable onStart) {
        this.model = model;
        setId("train-form");
        getStyleClass().add("train-form");
        Label title = new Label("New run");
        title.getStyleClass().add("page-title");
        VBox fields = new VBox();
        fields.getStyleClass().add("form-fields");
        add(fields, Field.NAME, FormRow.text("name", "name", model.name, ""));
        add(fields, Field.DATA, new FormRow("data", dataBox()));
        add(fields, Field.HOOK, new FormRow("hook point", hookBox()));
        add(fields, Field.KIND, new FormRow("kind", kindBox()));
        add(fields, Field.WIDTH, FormRow.text("width", "width", model.width, " "));
        add(fields, Field.K, FormRow.text("k", "L0", model.k, "latents per token"));
        add(fields, Field.PREFIXES, FormRow.text("prefixes", "prefixes", model.prefixes, ""));
        add(fields, Field.BATCH, FormRow.text("batch", "batch", model.batch, "tokens"));
        add(fields, Field.STEPS, FormRow.text("steps", "steps", model.steps, ""));
        add(fields, Field.LEARNING_RATE, FormRow.text("rate", "learning rate", model.learningRate, ""));
        add(fields, Field.PENALTY, FormRow.text("penalty", "λ", model.penalty, "at first"));
        add(fields, Field.SEED, FormRow.text("seed", "seed", model.seed, ""));
        ScrollPane scroll = new ScrollPane(fields);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        start.setId("train-start");
        start.getStyleClass().add("accent");
        start.setMaxWidth(Double.MAX_VALUE);
        start.setOnAction(_ -> onStart.run());
        HBox head = new HBox(title);
        head.getStyleClass().add("form-head");
        VBox foot = new VBox(start);
        foot.getStyleClass().add("form-foot");
        getChildren().addAll(head, presets(), scroll, costs(), foot);
        model.resultProperty().subscribe(this::show);
        model.kind.subscribe(kind -> {
            row(Field.PREFIXES).available(kind.isNested());
            row(Field.PENALTY).available(kind.isSteered());
        });
        model.data.subscribe(data -> row(Field.HOOK).available(data instanceof DataChoice.Live));
    }

    /** What the button does next: starts, or waits its turn. */
    void startText(String words) {
        start.setText(words);
    }

    private void add(VBox fields, Field field, FormRow row) {
        rows.put(field, row);
        fields.getChildren().add(row);
    }

    private FormRow row(Field field) {
        FormRow row = rows.get(field);
        if (row == null) {
            throw new IllegalStateException("The form has no row for " + field + ".");
        }
        return row;
    }

    private Node presets() {
        HBox buttons = new HBox();
        buttons.getStyleClass().addAll("segmented", "presets");
        ToggleGroup group = new ToggleGroup();
        Map<Preset, ToggleButton> byPreset = new EnumMap<>(Preset.class);
        for (Preset preset : Preset.values()) {
            ToggleButton button = new ToggleButton(preset.title());
            button.setToggleGroup(group);
            button.setMaxWidth(Double.MAX_VALUE);
            button.setMinWidth(USE_PREF_SIZE);
            HBox.setHgrow(button, Priority.ALWAYS);
            button.setOnAction(_ -> {
                model.fill(preset);
                button.setSelected(true);
            });
            byPreset.put(preset, button);
            buttons.getChildren().add(button);
        }
        buttons.getChildren().getFirst().getStyleClass().add("first");
        buttons.getChildren().getLast().getStyleClass().add("last");
        model.preset.subscribe(preset -> group.selectToggle(preset == null ? null : byPreset.get(preset)));
        return buttons;
    }

    private ComboBox<DataChoice> dataBox() {
        ComboBox<DataChoice> box = new ComboBox<>(model.dataChoices());
        box.setId("train-data");
        box.setPromptText("nothing to train on yet");
        box.setConverter(converter(DataChoice::title));
        box.valueProperty().bindBidirectional(model.data);
        return box;
    }

    private ComboBox<String> hookBox() {
        ComboBox<String> box = new ComboBox<>();
        box.setId("train-hook");
        box.setEditable(true);
        box.getEditor().textProperty().bindBidirectional(model.hook);
        model.data.subscribe(data -> {
            if (data instanceof DataChoice.Live live) {
                String typed = model.hook.get();
                box.getItems().setAll(live.hooks());
                model.hook.set(typed);
            }
        });
        return box;
    }

    private ComboBox<KindChoice> kindBox() {
        ComboBox<KindChoice> box = new ComboBox<>();
        box.setId("train-kind");
        box.getItems().setAll(KindChoice.values());
        box.setConverter(converter(KindChoice::title));
        box.valueProperty().bindBidirectional(model.kind);
        return box;
    }

    private Node costs() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("costs");
        grid.addRow(0, caption("time"), caption("memory"), caption("disk"));
        grid.addRow(1, time, memory, disk);
        basis.getStyleClass().add("caption");
        basis.setWrapText(true);
        basis.setMinHeight(Region.USE_PREF_SIZE);
        VBox costs = new VBox(grid, basis);
        costs.getStyleClass().add("cost-box");
        Tooltip.install(
                costs,
                new Tooltip("Memory: parameters, gradient, two moments and one batch in single precision.\n"
                        + "Disk: the autoencoder and its newest checkpoint."));
        return costs;
    }

    private void show(FormResult result) {
        rows.forEach((field, row) -> row.show(result.state(field)));
        Optional<Estimate> estimate = result.estimate();
        time.setText(estimate.flatMap(Estimate::time).map(TrainForm::about).orElse("–"));
        memory.setText(estimate.map(known -> Words.bytes(known.memory())).orElse("–"));
        disk.setText(estimate.map(known -> Words.bytes(known.disk())).orElse("–"));
        basis.setText(estimate.map(Estimate::basis).orElse(""));
        start.setDisable(result.plan().isEmpty());
        DataChoice data = model.data.get();
        row(Field.WIDTH)
                .unit(result.plan()
                        .filter(_ -> data != null && data.width() > 0)
                        .map(plan -> times(plan.config().width(), data))
                        .orElse(" "));
    }

    private static String times(int width, @Nullable DataChoice data) {
        double ratio = data == null ? 0 : width / (double) data.width();
        return String.format(java.util.Locale.ROOT, ratio == Math.rint(ratio) ? "%.0fx" : "%.1fx", ratio);
    }

    private static String about(Duration duration) {
        return Words.duration(duration);
    }

    private static Label value() {
        Label label = new Label("–");
        label.getStyleClass().add("section-title");
        return label;
    }

    private static Label caption(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("caption");
        return label;
    }

    private static <T> StringConverter<T> converter(java.util.function.Function<T, String> title) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable T value) {
                return value == null ? "" : title.apply(value);
            }

            @Override
            public T fromString(String text) {
                throw new UnsupportedOperationException("The list cannot be typed into.");
            }
        };
    }
}
