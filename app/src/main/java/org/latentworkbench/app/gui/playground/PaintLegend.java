package org.latentworkbench.app.gui.playground;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.latentworkbench.app.gui.control.Figures;

/** Which latents the strips are shaded by. */
final class PaintLegend extends HBox {
    PaintLegend(PlaygroundViewModel model) {
        super(6);
        setAlignment(Pos.CENTER_LEFT);
        model.paintingProperty().subscribe(painting -> {
            getChildren().clear();
            painting.first().ifPresent(paint -> add("act-7", "legend-fill", paint));
            painting.second().ifPresent(paint -> add("alt-8", "legend-bar", paint));
        });
    }

    private void add(String hue, String shape, Painting.Paint paint) {
        if (getChildren().isEmpty()) {
            Label words = new Label("painted:");
            words.getStyleClass().add("caption");
            getChildren().add(words);
        }
        Region mark = new Region();
        mark.getStyleClass().addAll(hue, "paint-mark", shape);
        Label number = new Label(Figures.count(paint.latent()));
        number.getStyleClass().addAll("figures");
        getChildren().addAll(mark, number);
    }
}
