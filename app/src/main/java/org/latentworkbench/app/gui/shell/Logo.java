package org.latentworkbench.app.gui.shell;

import javafx.scene.Group;
import javafx.scene.shape.Circle;

/** Three rings: a latent among tokens. */
final class Logo extends Group {
    Logo() {
        getStyleClass().add("logo");
        getChildren().addAll(ring(8.5), ring(5), dot());
    }

    private static Circle ring(double radius) {
        Circle ring = new Circle(10, 10, radius);
        ring.getStyleClass().add("logo-ring");
        return ring;
    }

    private static Circle dot() {
        Circle dot = new Circle(10, 10, 2);
        dot.getStyleClass().add("logo-dot");
        return dot;
    }
}
