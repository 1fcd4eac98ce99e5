package org.latentworkbench.app.gui.playground;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.control.Dividers;
import org.latentworkbench.app.gui.control.EmptyState;

/** The Playground: a text, its latents, what comes next, and two continuations side by side. */
public final class PlaygroundView extends WorkbenchView {
    /** The kind of its address. */
    public static final String KIND = "playground";

    private static final double LATENTS_WIDTH = 432;
    private static final int LONGEST_ADDRESS = 300;

    private final AppContext context;
    private final PlaygroundViewModel model;
    private @Nullable TextPane text;

    /** A playground for the autoencoder that the session has in view. */
    public PlaygroundView(AppContext context) {
        super(KIND, "Playground", "mdi2m-message-text-outline");
        this.context = context;
        model = new PlaygroundViewModel(context.jobs());
        context.session()
                .openedProperty()
                .subscribe(now -> model.open(context.session().workspace(), now));
        model.generatedProperty().subscribe(made -> {
            if (made != null) {
                moveTo(address(model.textProperty().get()));
            }
        });
    }

    private static Address address(String text) {
        String shortened = text.length() > LONGEST_ADDRESS ? text.substring(0, LONGEST_ADDRESS) : text;
        return new Address(
                KIND, URLEncoder.encode(shortened, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    @Override
    public void show(Address place) {
        if (!place.rest().isBlank() && !place.equals(address())) {
            model.textProperty().set(decoded(place.rest()));
            moveTo(place);
        }
        if (text != null) {
            text.focus();
        }
    }

    private static String decoded(String rest) {
        try {
            return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return rest; // typed by hand, with a per cent sign
        }
    }

    PlaygroundViewModel model() {
        return model;
    }

    @Override
    protected Node build() {
        TextPane textPane = new TextPane(model);
        text = textPane;
        ContinuationsPane continuations = new ContinuationsPane(model);
        NextTokenPane next = new NextTokenPane(model);
        next.setMinHeight(120);
        next.setPrefHeight(264);
        VBox.setVgrow(continuations, Priority.ALWAYS);
        VBox left = new VBox(textPane, continuations, next);
        TokenLatentsPane latents = new TokenLatentsPane(model, this::openLatent);
        ChangesPane changes = new ChangesPane(model, this::openLatent);
        SplitPane right = new SplitPane(latents, changes);
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(0.5);
        SplitPane split = new SplitPane(left, right);
        Dividers.keepLast(
                split, context.settings().number("playground.latents", LATENTS_WIDTH), width -> context.settings()
                        .put("playground.latents", width));
        EmptyState empty = new EmptyState("mdi2m-message-text-outline");
        empty.setSentence(
                "The playground shows what an autoencoder sees in your own text. Choose an autoencoder first.");
        empty.setNextStep("Open Train", () -> context.navigator().go(new Address("run", "")));
        StackPane root = new StackPane(split, empty);
        root.getStyleClass().add("playground-view");
        model.openedProperty().subscribe(now -> {
            split.setVisible(now != null);
            empty.setVisible(now == null);
        });
        return root;
    }

    private void openLatent(int latent) {
        context.session().opened().ifPresent(opened -> context.navigator().go(Address.latent(opened.name(), latent)));
    }
}
