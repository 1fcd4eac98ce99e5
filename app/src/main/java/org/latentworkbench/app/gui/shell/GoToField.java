package org.latentworkbench.app.gui.shell;

import atlantafx.base.controls.CustomTextField;
import java.util.Optional;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.Navigator;
import org.latentworkbench.app.gui.Session;

/** Goes to the latent of a number, or to any address. */
final class GoToField extends CustomTextField {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("danger");

    private final Tooltip tip = new Tooltip("A latent's number, or an address such as latent:NAME/165");

    GoToField(Session session, Navigator navigator, Set<String> kinds) {
        setId("go-to");
        getStyleClass().add("go-to");
        setPromptText("Go to latent");
        setLeft(new FontIcon("mdi2p-pound"));
        Label keys = new Label("Ctrl G");
        keys.getStyleClass().add("keycap");
        keys.visibleProperty().bind(focusedProperty().not());
        setRight(keys);
        setTooltip(tip);
        setOnAction(_ -> target(getText(), session, kinds)
                .ifPresentOrElse(address -> go(address, navigator), () -> pseudoClassStateChanged(INVALID, true)));
        textProperty().subscribe(() -> pseudoClassStateChanged(INVALID, false));
        setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                clear();
                getParent().requestFocus();
            }
        });
    }

    /** What a typed text means: a number is a latent of the autoencoder in view. */
    static Optional<Address> target(String text, Session session, Set<String> kinds) {
        String typed = text.strip();
        if (typed.startsWith("#")) {
            typed = typed.substring(1).strip();
        }
        String digits = typed.replace(",", "");
        if (digits.matches("\\d{1,9}")) {
            int latent = Integer.parseInt(digits);
            return session.opened()
                    .filter(open -> latent < open.info().latents())
                    .map(open -> Address.latent(open.name(), latent));
        }
        if (typed.matches("[A-Za-z0-9._-]+/\\d{1,9}")) {
            return Optional.of(new Address("latent", typed));
        }
        return Optional.of(Address.parse(typed)).filter(address -> kinds.contains(address.view()));
    }

    private void go(Address address, Navigator navigator) {
        clear();
        getParent().requestFocus();
        navigator.go(address);
    }
}
