package org.latentworkbench.app.gui.control;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** One bordered strip of equal cells, each a caption over a value; the formula is in the tooltip, a click copies. */
public final class StatisticStrip extends HBox {
    /**
     * One figure.
     *
     * @param caption its name
     * @param value as shown and copied
     * @param explanation its formula and what it was computed on
     */
    public record Statistic(String caption, String value, String explanation) {}

    /** An empty strip. */
    public StatisticStrip() {
        getStyleClass().add("statistic-strip");
    }

    /** Shows these figures; the nodes are kept when their number stays. */
    public void show(List<Statistic> statistics) {
        if (getChildren().size() != statistics.size()) {
            getChildren().setAll(statistics.stream().map(_ -> (Node) new Cell()).toList());
            if (!statistics.isEmpty()) {
                getChildren().getLast().getStyleClass().add("last");
            }
        }
        for (int i = 0; i < statistics.size(); i++) {
            ((Cell) getChildren().get(i)).show(statistics.get(i));
        }
    }

    private static final class Cell extends Button {
        private final Label caption = new Label();
        private final Label value = new Label();
        private final Tooltip tip = new Tooltip();

        Cell() {
            getStyleClass().setAll("statistic");
            caption.getStyleClass().add("caption");
            value.getStyleClass().addAll("statistic-value", "figures");
            setGraphic(new VBox(caption, value));
            setMaxWidth(Double.MAX_VALUE);
            setPrefWidth(0);
            HBox.setHgrow(this, Priority.ALWAYS);
            tip.setShowDelay(Duration.millis(400));
            tip.setWrapText(true);
            tip.setMaxWidth(360);
            setTooltip(tip);
        }

        void show(Statistic statistic) {
            caption.setText(statistic.caption());
            value.setText(statistic.value());
            tip.setText(statistic.explanation() + "\nClick to copy.");
            setAccessibleText(statistic.caption() + " " + statistic.value());
            setOnAction(_ -> Clipboards.putText(statistic.value()));
        }
    }
}
