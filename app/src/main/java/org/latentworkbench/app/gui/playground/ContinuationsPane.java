package org.latentworkbench.app.gui.playground;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.TokenStrip;
import org.latentworkbench.engine.lm.GenerationOptions;
import org.latentworkbench.engine.pipeline.PlaygroundChange;

/** The original and the changed continuation side by side. */
final class ContinuationsPane extends HBox {
    private final PlaygroundViewModel model;
    private final TokenStrip original = strip("original-strip");
    private final TokenStrip changed = strip("changed-strip");
    private final Label settings = new Label();
    private final HBox chips = new HBox(4);

    ContinuationsPane(PlaygroundViewModel model) {
        this.model = model;
        settings.setId("generation-settings");
        settings.getStyleClass().add("caption");
        settings.setMinWidth(0);
        chips.setAlignment(Pos.CENTER_LEFT);
        HBox left = head("Original");
        left.getChildren().addAll(space(), settings);
        HBox right = head("Changed");
        right.getChildren().addAll(chips, space(), button());
        VBox first = column(left, original);
        first.getStyleClass().add("line-right");
        VBox second = column(right, changed);
        getChildren().addAll(first, second);
        getStyleClass().add("line-bottom");
        model.generatedProperty().subscribe(_ -> show());
        model.paintingProperty().subscribe(_ -> show());
        model.optionsProperty().subscribe(_ -> describe());
        model.changes().subscribe(this::describe);
        describe();
    }

    private static TokenStrip strip(String id) {
        TokenStrip strip = new TokenStrip();
        strip.setId(id);
        strip.excerptLinesProperty().set(0);
        return strip;
    }

    private static HBox head(String words) {
        Label title = new Label(words);
        title.getStyleClass().add("section-title");
        title.setMinWidth(Region.USE_PREF_SIZE);
        HBox head = new HBox(8, title);
        head.setAlignment(Pos.CENTER_LEFT);
        head.setMinHeight(28);
        return head;
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }

    private VBox column(HBox head, TokenStrip strip) {
        ScrollPane scroll = new ScrollPane(strip);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox column = new VBox(8, head, scroll);
        column.getStyleClass().add("playground-pane");
        column.setMinWidth(0);
        column.prefWidthProperty().bind(widthProperty().divide(2));
        HBox.setHgrow(column, Priority.ALWAYS);
        return column;
    }

    private Button button() {
        FontIcon icon = new FontIcon("mdi2p-play-outline");
        Button button = new Button("Generate", icon);
        button.setId("generate");
        button.getStyleClass().add("accent");
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.textProperty()
                .bind(Bindings.when(model.generatingProperty()).then("Stop").otherwise("Generate"));
        model.generatingProperty()
                .subscribe(now -> icon.setIconLiteral(now ? "mdi2s-stop-circle-outline" : "mdi2p-play-outline"));
        button.setOnAction(_ -> {
            if (model.generatingProperty().get()) {
                model.cancel();
            } else {
                model.generate();
            }
        });
        return button;
    }

    private void describe() {
        GenerationOptions now = model.optionsProperty().get();
        settings.setText(String.format(
                Locale.US,
                "seed %d, T %.1f, %d tokens%s%s",
                now.seed(),
                now.temperature(),
                now.maxNewTokens(),
                now.topK() > 0 ? ", top " + now.topK() : "",
                now.topP() < 1 ? String.format(Locale.US, ", p %.2f", now.topP()) : ""));
        chips.getChildren()
                .setAll(model.changes().stream()
                        .limit(2)
                        .map(change -> chip(words(change.change())))
                        .toList());
        if (model.changes().size() > 2) {
            Label more = chip("+" + (model.changes().size() - 2));
            more.setTooltip(new Tooltip(all(model.changes())));
            chips.getChildren().add(more);
        }
    }

    private static String all(List<PlaygroundViewModel.Change> changes) {
        return changes.stream().map(change -> words(change.change())).collect(Collectors.joining(", "));
    }

    private static Label chip(String text) {
        Label chip = new Label(text);
        chip.getStyleClass().add("chip");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        return chip;
    }

    private static String words(PlaygroundChange change) {
        String latent = Figures.count(change.latent());
        return switch (change.kind()) {
            case CLAMP -> latent + " → " + Figures.one(change.value());
            case ABLATE -> latent + " → 0";
            case BOOST -> latent + " × " + Figures.one(change.value());
        };
    }

    private void show() {
        PlaygroundViewModel.Generated now = model.generatedProperty().get();
        if (now == null) {
            original.contentProperty().set(null);
            changed.contentProperty().set(null);
            return;
        }
        Painting painting = model.paintingProperty().get();
        original.contentProperty().set(PlaygroundStrips.of(now.texts().original(), now.from(), painting, new BitSet()));
        changed.contentProperty()
                .set(PlaygroundStrips.of(
                        now.texts().changed(),
                        now.from(),
                        painting,
                        PlaygroundStrips.differences(now.texts(), now.from())));
    }
}
