package org.latentworkbench.app.gui.control;

import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A small field over a column; it says by its border that it filters, and Escape clears it. */
public final class FilterField extends TextField {
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");
    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

    /** @param prompt what may be written, for example {@code "contains"} */
    public FilterField(String prompt) {
        getStyleClass().addAll("filter-field", "small");
        setPromptText(prompt);
        setAccessibleText(prompt);
        textProperty().subscribe(text -> pseudoClassStateChanged(ACTIVE, !text.isBlank()));
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
                clear();
                event.consume();
            }
        });
    }

    /** Marks what is written as not understood. */
    public void setWrong(boolean wrong) {
        pseudoClassStateChanged(WRONG, wrong);
    }
}
