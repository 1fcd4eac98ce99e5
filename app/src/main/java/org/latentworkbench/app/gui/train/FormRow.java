package org.latentworkbench.app.gui.train;

import atlantafx.base.controls.CustomTextField;
import javafx.beans.property.StringProperty;
import javafx.css.PseudoClass;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A field with its name at the left and, when there is something to say, a line under it. */
final class FormRow extends HBox {
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final Control control;
    private final Label message = new Label();

    FormRow(String caption, Control control) {
        this.control = control;
        getStyleClass().add("form-row");
        Label name = new Label(caption);
        name.setLabelFor(control);
        name.getStyleClass().add("form-label");
        control.setAccessibleText(caption);
        control.setMaxWidth(Double.MAX_VALUE);
        message.getStyleClass().add("form-message");
        message.setWrapText(true);
        message.setMinHeight(USE_PREF_SIZE);
        VBox right = new VBox(control, message);
        right.getStyleClass().add("form-field");
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(name, right);
        show(FieldState.FINE);
    }

    /** A row for text, with the unit at the right of the field. */
    static FormRow text(String id, String caption, StringProperty value, String unit) {
        CustomTextField field = new CustomTextField();
        field.setId("train-" + id);
        field.textProperty().bindBidirectional(value);
        if (!unit.isEmpty()) {
            Label suffix = new Label(unit);
            suffix.getStyleClass().add("field-unit");
            suffix.setMinWidth(USE_PREF_SIZE);
            field.setRight(suffix);
        }
        return new FormRow(caption, field);
    }

    /** Changes the unit of a text row. */
    void unit(String unit) {
        if (control instanceof CustomTextField field && field.getRight() instanceof Label suffix) {
            suffix.setText(unit);
        }
    }

    /** Shows what is wrong with the field, or explains it. */
    void show(FieldState state) {
        message.setText(state.message());
        message.setVisible(!state.message().isEmpty());
        message.setManaged(!state.message().isEmpty());
        boolean warning = state.level() == FieldState.Level.WARNING;
        boolean invalid = state.level() == FieldState.Level.ERROR;
        for (var node : new javafx.scene.Node[] {control, message}) {
            node.pseudoClassStateChanged(WARNING, warning);
            node.pseudoClassStateChanged(INVALID, invalid);
        }
        control.setAccessibleHelp(state.message());
    }

    /** Hides or shows the whole row. */
    void available(boolean is) {
        setVisible(is);
        setManaged(is);
    }
}
