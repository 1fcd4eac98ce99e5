package org.latentworkbench.app.gui.playground;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.SegmentedControl;
import org.latentworkbench.engine.pipeline.PlaygroundChange;

/** The latents that are held at other activations, each with its kind and value. */
final class ChangesPane extends VBox {
    private static final double LARGEST_FACTOR = 8;

    private final PlaygroundViewModel model;
    private final java.util.function.IntConsumer open;
    private final Label count = new Label();
    private final VBox rows = new VBox();
    private boolean editing;

    ChangesPane(PlaygroundViewModel model, java.util.function.IntConsumer open) {
        this.model = model;
        this.open = open;
        Label hint = new Label(
                "Applied to every token of the text and of what follows; what the autoencoder misses is kept.");
        hint.getStyleClass().add("caption");
        hint.setWrapText(true);
        hint.setMinHeight(USE_PREF_SIZE);
        VBox content = new VBox(8, rows, hint);
        content.getStyleClass().add("changes");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(head(), scroll, new GenerationFields(model));
        model.changes().subscribe(this::show);
        show();
    }

    private HBox head() {
        Label title = new Label("Change");
        title.getStyleClass().add("section-title");
        count.getStyleClass().add("muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button reset = Buttons.flat("mdi2u-undo-variant", "Reset", model::reset);
        reset.setId("reset-changes");
        TextField number = new TextField();
        number.setId("change-number");
        number.getStyleClass().add("small");
        number.setPromptText("+ latent");
        number.setPrefWidth(84);
        number.setAccessibleText("Number of a latent to change");
        number.setOnAction(_ -> {
            String text = number.getText().strip().replace(",", "");
            boolean found = text.matches("\\d{1,9}") && model.change(Integer.parseInt(text));
            number.getStyleClass().remove("invalid");
            if (found) {
                number.clear();
            } else {
                number.getStyleClass().add("invalid");
            }
        });
        HBox head = new HBox(8, title, count, space, reset, number);
        head.getStyleClass().add("pane-head");
        return head;
    }

    private void show() {
        if (editing) {
            return; // the row that is dragged must not be made anew under the mouse
        }
        int changes = model.changes().size();
        count.setText(changes == 0 ? "" : changes + " active");
        rows.getChildren().setAll(model.changes().stream().map(this::row).toList());
        if (changes == 0) {
            Label none = new Label("Pick a latent above and press Change, or type its number.");
            none.getStyleClass().add("muted");
            none.setWrapText(true);
            rows.getChildren().add(none);
        }
    }

    private VBox row(PlaygroundViewModel.Change change) {
        TokenLatent latent = change.latent();
        Hyperlink id = new Hyperlink(Figures.count(latent.latent()));
        id.getStyleClass().add("figures");
        id.setOnAction(_ -> open.accept(latent.latent()));
        Label title = new Label(latent.title());
        title.setMinWidth(0);
        Label was = new Label("was " + Figures.two(latent.activation()));
        was.getStyleClass().add("caption");
        was.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        SegmentedControl<PlaygroundChange.Kind> kinds =
                new SegmentedControl<>(List.of(PlaygroundChange.Kind.values()), ChangesPane::name);
        kinds.getStyleClass().add("small");
        kinds.valueProperty().set(change.change().kind());
        kinds.valueProperty().subscribe((_, kind) -> model.replace(change, change.to(kind, usual(kind, latent))));
        Button remove = Buttons.icon("mdi2c-close", "Leave this latent as it is", () -> model.remove(change));
        remove.getStyleClass().add("small");
        HBox first = new HBox(8, id, title, was, space, kinds, remove);
        first.setAlignment(Pos.CENTER_LEFT);
        VBox row = new VBox(4, first);
        row.getStyleClass().addAll("row-line", "change-row");
        if (change.change().kind() != PlaygroundChange.Kind.ABLATE) {
            row.getChildren().add(value(change));
        }
        return row;
    }

    private HBox value(PlaygroundViewModel.Change change) {
        boolean boost = change.change().kind() == PlaygroundChange.Kind.BOOST;
        double reach = boost ? LARGEST_FACTOR : reach(change);
        Slider slider = new Slider(boost ? 0 : -reach, reach, change.change().value());
        slider.setAccessibleText((boost ? "Factor of latent " : "Activation of latent ")
                + change.latent().latent());
        slider.setBlockIncrement(reach / 40);
        HBox.setHgrow(slider, Priority.ALWAYS);
        Label shown = new Label(written(boost, change.change().value()));
        shown.getStyleClass().addAll("figures", "slider-value");
        shown.setMinWidth(56);
        shown.setAlignment(Pos.CENTER_RIGHT);
        PlaygroundViewModel.Change[] now = {change};
        slider.valueProperty().subscribe((_, value) -> {
            double rounded = Math.round(value.doubleValue() * 10) / 10.0;
            shown.setText(written(boost, rounded));
            PlaygroundViewModel.Change fresh = now[0].to(change.change().kind(), rounded);
            editing = true;
            model.replace(now[0], fresh);
            editing = false;
            now[0] = fresh;
        });
        HBox box = new HBox(8, slider, shown);
        box.setAlignment(Pos.CENTER_LEFT);
        return box;
    }

    /** How far a clamp may go: twice the latent's maximum on the corpus, or what it has here. */
    private double reach(PlaygroundViewModel.Change change) {
        int latent = change.latent().latent();
        var opened = model.openedProperty().get();
        double known = opened == null
                ? 0
                : opened.index().map(index -> index.statistics().max(latent)).orElse(0.0);
        double largest = Math.max(
                Math.max(known, change.latent().activation()),
                Math.abs(change.change().value()));
        return Math.max(1, Math.ceil(2 * largest));
    }

    private double usual(PlaygroundChange.Kind kind, TokenLatent latent) {
        return switch (kind) {
            case CLAMP -> Math.round(latent.activation() * 10) / 10.0;
            case ABLATE -> 0;
            case BOOST -> 2;
        };
    }

    private static String written(boolean boost, double value) {
        return boost ? "× " + Figures.one(value) : (value > 0 ? "+" : "") + Figures.one(value);
    }

    private static String name(PlaygroundChange.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
