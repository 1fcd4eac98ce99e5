package org.latentworkbench.app.gui.train;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.control.FigureView;
import org.latentworkbench.app.gui.control.HeatMap;
import org.latentworkbench.app.gui.control.SegmentedControl;
import org.latentworkbench.app.gui.control.ValueSlider;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.training.toy.ToyReport;

/** The toy lab: a plain and a Matryoshka autoencoder side by side on data whose truth is known. */
final class ToyPane extends VBox {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final double WEAKEST = 0.5;
    private static final double STRONGEST = 4;
    /** A child's decoder that holds so much of its parent has absorbed it. */
    private static final double ABSORBED_COSINE = 0.4;

    private final AppContext context;
    private final ToyViewModel model = new ToyViewModel();
    private final LatestUpdate<ToyPicture> training;
    private final List<Side> sides = new ArrayList<>();
    private final Label words = new Label();
    private final Label step = new Label();
    private final ProgressBar progress = new ProgressBar(0);
    private final ValueSlider strength;
    private boolean begun;
    private long asked;

    /** One autoencoder. */
    private record Side(Label name, Label numbers, FigureView map) {}

    ToyPane(AppContext context) {
        this.context = context;
        training = new LatestUpdate<>(context.jobs().lanes(), PAUSE);
        setId("toy-lab");
        getStyleClass().add("toy-lab");
        strength = ValueSlider.linear(
                        "child strength",
                        WEAKEST,
                        STRONGEST,
                        0.1,
                        1,
                        value -> String.format(Locale.ROOT, "%.1f", value))
                .explain("How strong a child feature is beside its parent; 1 in Nabeshima's post.");
        strength.setId("toy-strength");
        strength.valueProperty().bindBidirectional(model.strength);
        words.setId("toy-words");
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.textProperty().bind(model.wordsProperty());
        HBox maps = new HBox(side("Plain, ReLU with L1"), side("Matryoshka, random prefixes"));
        maps.getStyleClass().add("toy-maps");
        VBox.setVgrow(maps, Priority.ALWAYS);
        VBox text = new VBox(words);
        text.getStyleClass().add("toy-words");
        getChildren().addAll(head(), maps, text);
        model.pictureProperty().subscribe(this::show);
        model.strength.subscribe((_, _) -> train());
    }

    /** Begins with the first look at it. */
    void appear() {
        if (!begun) {
            train();
        }
    }

    ToyViewModel model() {
        return model;
    }

    private Node head() {
        SegmentedControl<ToyViewModel.Data> data =
                new SegmentedControl<>(List.of(ToyViewModel.Data.values()), ToyViewModel.Data::title);
        data.valueProperty().subscribe((_, now) -> {
            model.data.set(now);
            strength.setDisable(now != ToyViewModel.Data.TREE);
            train();
        });
        Button again = new Button("Another seed");
        again.setId("toy-again");
        again.setOnAction(_ -> {
            model.seed.set(model.seed.get() + 1);
            train();
        });
        progress.setPrefWidth(context.theme().px(120));
        progress.getStyleClass().add("small");
        step.getStyleClass().addAll("muted", "figures");
        step.setMinWidth(Region.USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(data, strength, again, space, progress, step);
        head.getStyleClass().addAll("train-head", "toy-head", "line-bottom");
        return head;
    }

    private Node side(String title) {
        Label name = new Label(title);
        name.getStyleClass().add("section-title");
        Label numbers = new Label();
        numbers.getStyleClass().addAll("muted", "figures");
        FigureView map = new FigureView(context.theme(), context.dialogs()::chooseTarget);
        map.setId("toy-map-" + sides.size());
        VBox.setVgrow(map, Priority.ALWAYS);
        sides.add(new Side(name, numbers, map));
        VBox box = new VBox(name, numbers, map);
        box.getStyleClass().add("toy-side");
        box.setPrefWidth(100);
        HBox.setHgrow(box, Priority.ALWAYS);
        return box;
    }

    private void train() {
        begun = true;
        long number = ++asked;
        Lanes lanes = context.jobs().lanes();
        ToyUpdate update = new ToyUpdate(
                model.toy(), model.variants(), model.seed.get(), picture -> lanes.show(() -> live(number, picture)));
        training.ask(
                update, model::publish, reason -> context.notifier().error("The toy could not be trained", reason));
    }

    /** Shows a picture of the training that was asked for last. */
    private void live(long number, ToyPicture picture) {
        if (number == asked) {
            model.publish(picture);
        }
    }

    private void show(@Nullable ToyPicture picture) {
        if (picture == null) {
            return;
        }
        progress.setProgress((double) picture.step() / picture.steps());
        step.setText(String.format(Locale.ROOT, "step %,d of %,d", picture.step(), picture.steps()));
        for (int i = 0; i < sides.size() && i < picture.reports().size(); i++) {
            ToyReport report = picture.reports().get(i);
            Side side = sides.get(i);
            side.name().setText(picture.names().get(i));
            side.numbers()
                    .setText(String.format(
                            Locale.ROOT,
                            "%d of %d features missed · parents fire with a child in %.0f %% · L0 %.2f · FVU %.3f",
                            report.missed(),
                            report.features().size(),
                            100 * (Double.isNaN(report.parentRecall()) ? 0 : report.parentRecall()),
                            report.l0(),
                            report.fvu()));
            side.map().figureProperty().set(map(picture.names().get(i), report));
        }
    }

    /** Features by the latents that follow them; a parent's part in its child's latent is ringed where it is large. */
    private static HeatMap map(String name, ToyReport report) {
        List<ToyReport.Found> found = report.features();
        int size = found.size();
        List<String> names = new ArrayList<>();
        List<List<Double>> cells = new ArrayList<>();
        List<Integer> ringed = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            names.add(found.get(row).feature().name());
            List<Double> one = new ArrayList<>();
            for (int column = 0; column < size; column++) {
                int latent = found.get(column).latent();
                double cosine = latent < 0 ? 0 : report.cosines().get(row).get(latent);
                one.add(cosine);
                if (found.get(column).feature().parent() == row && cosine > ABSORBED_COSINE) {
                    ringed.add(row * size + column);
                }
            }
            cells.add(one);
        }
        return new HeatMap(
                name + ": truth against latents", names, "latent of each feature, in the same order", cells, ringed);
    }
}
