package org.latentworkbench.app.gui.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;

/**
 * Tabs over a list: words, a muted figure beside them, an accent line under the chosen one.
 *
 * @param <T> what a tab stands for
 */
public final class TabStrip<T> extends HBox {
    private final ObjectProperty<T> value;
    private final Map<T, ToggleButton> buttons = new LinkedHashMap<>();
    private final Map<T, Label> figures = new LinkedHashMap<>();

    /**
     * Tabs, the first chosen.
     *
     * @param tabs at least one
     * @param name the words of a tab
     */
    public TabStrip(List<T> tabs, Function<T, String> name) {
        getStyleClass().add("tab-strip");
        value = new SimpleObjectProperty<>(this, "value", tabs.getFirst());
        ToggleGroup group = new ToggleGroup();
        for (T tab : tabs) {
            Label words = new Label(name.apply(tab));
            words.getStyleClass().add("tab-words");
            Label figure = new Label();
            figure.getStyleClass().addAll("tab-figure", "muted");
            HBox graphic = new HBox(4, words, figure);
            graphic.setAlignment(Pos.BASELINE_LEFT);
            ToggleButton button = new ToggleButton(null, graphic);
            button.getStyleClass().setAll("tab-button");
            button.setAccessibleRole(AccessibleRole.TAB_ITEM);
            button.setAccessibleText(name.apply(tab));
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            button.setOnAction(_ -> {
                value.set(tab);
                button.setSelected(true);
            });
            buttons.put(tab, button);
            figures.put(tab, figure);
        }
        getChildren().addAll(buttons.values());
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
        List<T> all = List.copyOf(buttons.keySet());
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

    /** Writes the figure beside a tab's words; an empty text takes it away. */
    public void setFigure(T tab, String text) {
        Label figure = figures.get(tab);
        if (figure != null) {
            figure.setText(text);
            figure.setManaged(!text.isEmpty());
        }
    }

    /** The chosen tab. */
    public ObjectProperty<T> valueProperty() {
        return value;
    }
}
