package org.latentworkbench.app.gui.train;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.control.TabStrip;

/** The parts of the Train view: single runs, sweeps, and the toy lab. */
final class TrainTabs extends VBox {
    /** A part. */
    enum Tab {
        RUNS("Runs"),
        SWEEP("Sweep"),
        TOY("Toy lab");

        private final String title;

        Tab(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final TabStrip<Tab> tabs = new TabStrip<>(List.of(Tab.values()), Tab::title);

    /** @param chosen told when a part comes into view */
    TrainTabs(TrainPane runs, SweepPane sweep, ToyPane toy, Consumer<Tab> chosen) {
        tabs.setId("train-tabs");
        HBox head = new HBox(tabs);
        head.getStyleClass().addAll("train-tabs", "line-bottom");
        StackPane content = new StackPane();
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(head, content);
        tabs.valueProperty().subscribe(tab -> {
            Node part =
                    switch (tab) {
                        case RUNS -> runs;
                        case SWEEP -> sweep;
                        case TOY -> toy;
                    };
            content.getChildren().setAll(part);
            if (tab == Tab.TOY) {
                toy.appear();
            }
            chosen.accept(tab);
        });
    }

    Tab tab() {
        return tabs.valueProperty().get();
    }

    void show(Tab tab) {
        tabs.valueProperty().set(tab);
    }
}
