package org.latentworkbench.app.gui.shell;

import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.Session;
import org.latentworkbench.app.gui.Words;

/** The autoencoder all views show, and the others to choose from. */
final class AutoencoderSelector extends MenuButton {
    private final Label name = new Label();
    private final Label detail = new Label();

    AutoencoderSelector(Session session) {
        setId("autoencoder");
        getStyleClass().addAll("field-button", "autoencoder-selector");
        setTooltip(new Tooltip("The autoencoder all views show"));
        name.getStyleClass().add("strong");
        detail.getStyleClass().add("muted");
        HBox content = new HBox(new FontIcon("mdi2f-family-tree"), name, detail);
        content.getStyleClass().add("selector-content");
        setGraphic(content);
        session.openedProperty().subscribe(this::display);
        session.autoencoders().subscribe(() -> list(session));
        list(session);
    }

    private void display(@Nullable OpenAutoencoder open) {
        if (open == null) {
            name.setText("No autoencoder yet");
            detail.setText("");
            return;
        }
        name.setText(open.name());
        detail.setText((open.levels() > 1 ? open.levels() + " levels · " : "")
                + Words.count(open.info().latents(), "latent"));
    }

    private void list(Session session) {
        getItems()
                .setAll(session.autoencoders().stream()
                        .map(autoencoder -> {
                            MenuItem item = new MenuItem(autoencoder);
                            item.setMnemonicParsing(false);
                            item.setOnAction(_ -> session.select(autoencoder));
                            return item;
                        })
                        .toList());
        setDisable(session.autoencoders().isEmpty());
    }
}
