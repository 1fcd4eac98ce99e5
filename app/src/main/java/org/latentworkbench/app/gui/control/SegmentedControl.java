package org.latentworkbench.app.gui.control;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/**
 * A few alternatives side by side, one of them chosen.
 *
 * @param <T> the alternatives
 */
public final class SegmentedControl<T> extends HBox {
    private final ObjectProperty<T> value;
    private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();

    /**
     * A control with the first alternative chosen.
     *
     * @param alternatives at least one
     * @param name how an alternative is written
     */
    public SegmentedControl(Iterable<T> alternatives, Function<T, String> name) {
        getStyleClass().add("segmented");
        T first = alternatives.iterator().next();
        value = new SimpleObjectProperty<>(this, "value", first);
        ToggleGroup group = new ToggleGroup();
        for (T alternative : alternatives) {
            ToggleButton button = new ToggleButton(name.apply(alternative));
            button.getStyleClass().add("segment");
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setOnAction(_ -> {
                value.set(alternative);
                button.setSelected(true); // a second click must not leave nothing chosen
            });
            buttons.put(alternative, button);
        }
        getChildren().addAll(buttons.values());
        getChildren().getFirst().getStyleClass().add("first");
        getChildren().getLast().getStyleClass().add("last");
        value.subscribe(now -> {
            ToggleButton button = buttons.get(now);
            if (button != null) {
                button.setSelected(true);
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void keyPressed(KeyEvent event) {
        if (event.isAltDown() || (event.getCode() != KeyCode.LEFT && event.getCode() != KeyCode.RIGHT)) {
            return;
        }
        java.util.List<T> all = java.util.List.copyOf(buttons.keySet());
        int at = all.indexOf(value.get()) + (event.getCode() == KeyCode.LEFT ? -1 : 1);
        if (at >= 0 && at < all.size()) {
            value.set(all.get(at));
            ToggleButton button = buttons.get(all.get(at));
            if (button != null) {
                button.requestFocus();
            }
        }
        event.consume();
    }

    /** The chosen alternative. */
    public ObjectProperty<T> valueProperty() {
        return value;
    }
}
