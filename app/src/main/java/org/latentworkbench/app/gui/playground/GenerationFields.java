package org.latentworkbench.app.gui.playground;

import java.util.Optional;
import java.util.function.BiFunction;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.lm.GenerationOptions;

/** How text is generated; every field is checked as it is typed. */
final class GenerationFields extends HBox {
    private final PlaygroundViewModel model;

    GenerationFields(PlaygroundViewModel model) {
        super(8);
        this.model = model;
        GenerationOptions now = model.optionsProperty().get();
        getStyleClass().addAll("line-top", "generation-fields");
        setAlignment(Pos.BOTTOM_LEFT);
        getChildren()
                .addAll(
                        field(
                                "tokens",
                                now.maxNewTokens() + "",
                                "New tokens at most",
                                (old, text) -> of(
                                        Integer.parseInt(text), old.temperature(), old.topK(), old.topP(), old.seed())),
                        field(
                                "temperature",
                                now.temperature() + "",
                                "0 always takes the likeliest",
                                (old, text) -> of(
                                        old.maxNewTokens(),
                                        Double.parseDouble(text),
                                        old.topK(),
                                        old.topP(),
                                        old.seed())),
                        field(
                                "top-k",
                                now.topK() + "",
                                "Only the k likeliest; 0 for all",
                                (old, text) -> of(
                                        old.maxNewTokens(),
                                        old.temperature(),
                                        Integer.parseInt(text),
                                        old.topP(),
                                        old.seed())),
                        field(
                                "top-p",
                                now.topP() + "",
                                "Only the likeliest with this probability together",
                                (old, text) -> of(
                                        old.maxNewTokens(),
                                        old.temperature(),
                                        old.topK(),
                                        Double.parseDouble(text),
                                        old.seed())),
                        field(
                                "seed",
                                now.seed() + "",
                                "The same seed gives the same text",
                                (old, text) -> of(
                                        old.maxNewTokens(),
                                        old.temperature(),
                                        old.topK(),
                                        old.topP(),
                                        Long.parseLong(text))));
    }

    private static GenerationOptions of(int tokens, double temperature, int topK, double topP, long seed) {
        return new GenerationOptions(tokens, temperature, topK, topP, seed);
    }

    private VBox field(
            String name,
            String value,
            String explanation,
            BiFunction<GenerationOptions, String, GenerationOptions> set) {
        Label caption = new Label(name);
        caption.getStyleClass().add("caption");
        TextField field = new TextField(value);
        field.setId("generation-" + name);
        field.getStyleClass().addAll("small", "figures");
        field.setPrefColumnCount(4);
        field.setAccessibleText(name);
        field.setTooltip(new Tooltip(explanation));
        field.textProperty().subscribe((_, text) -> {
            Optional<GenerationOptions> fresh = parsed(set, text.strip());
            field.getStyleClass().remove("invalid");
            if (fresh.isEmpty()) {
                field.getStyleClass().add("invalid");
            }
            fresh.ifPresent(model.optionsProperty()::set);
        });
        return new VBox(2, caption, field);
    }

    private Optional<GenerationOptions> parsed(
            BiFunction<GenerationOptions, String, GenerationOptions> set, String text) {
        try {
            return Optional.of(set.apply(model.optionsProperty().get(), text));
        } catch (NumberFormatException | WorkbenchException e) {
            return Optional.empty();
        }
    }
}
