package org.latentworkbench.app.gui.data;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.engine.workspace.Thing;

/** What was made from a thing, each a link to it. */
final class DependentList extends VBox {
    /**
     * The list.
     *
     * @param go goes to a place
     * @param look shows the latents of an autoencoder
     */
    DependentList(List<Thing> things, Consumer<Address> go, Consumer<String> look) {
        getStyleClass().add("dependent-list");
        Label heading = new Label("Made from it");
        heading.getStyleClass().add("small-heading");
        getChildren().add(heading);
        if (things.isEmpty()) {
            Label none = new Label("nothing yet");
            none.getStyleClass().add("hint");
            getChildren().add(none);
        }
        for (Thing thing : things) {
            Hyperlink link = new Hyperlink(thing.words());
            link.getStyleClass().add("dependent");
            link.setOnAction(_ -> {
                switch (thing.section()) {
                    case SAES -> go.accept(new Address("run", thing.name()));
                    case INDEXES ->
                        look.accept(thing.name().substring(0, thing.name().indexOf("--")));
                    default ->
                        go.accept(new Address(DataView.KIND, thing.section().folder() + "/" + thing.name()));
                }
            });
            getChildren().add(link);
        }
    }
}
