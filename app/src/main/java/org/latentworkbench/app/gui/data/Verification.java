package org.latentworkbench.app.gui.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.ModelVerification;
import org.latentworkbench.engine.pipeline.VerifyModel;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Section;

/** Compares the chosen model with a reference file and shows how near they are. */
final class Verification {
    private final AppContext context;
    private final DataViewModel model;
    private final VBox pane = new VBox();

    Verification(AppContext context, DataViewModel model) {
        this.context = context;
        this.model = model;
        pane.setId("data-verification");
        pane.getStyleClass().add("dependent-list");
        model.verifiedProperty().subscribe(this::show);
    }

    Node pane() {
        return pane;
    }

    /** Asks for a reference and compares. */
    void choose() {
        DataItem item = model.selectedProperty().get();
        if (item == null || item.section() != Section.MODELS) {
            return;
        }
        List<Path> files = context.dialogs()
                .chooseFiles(
                        "Choose a reference of " + item.name(), "Reference (safetensors)", List.of("*.safetensors"));
        context.session()
                .workspace()
                .ifPresent(workspace -> files.stream().findFirst().ifPresent(file -> {
                    var job = context.jobs()
                            .submit(
                                    "Verify " + item.name(),
                                    DataViewModel.place(item)::equals,
                                    progress -> new VerifyModel(
                                                    workspace.require(Section.MODELS, item.name()),
                                                    file,
                                                    ComputeDevice.parse("auto"))
                                            .run(progress));
                    job.onDone(result -> done(item, file, result));
                    job.onFailed(reason -> context.notifier().error("Could not verify " + item.name(), reason));
                }));
    }

    private void done(DataItem item, Path file, ModelVerification result) {
        String reference = String.valueOf(file.getFileName());
        DataItem shown = model.selectedProperty().get();
        if (shown != null && shown.isSame(item)) {
            model.verifiedProperty().set(new DataViewModel.Verified(item, reference, result));
        }
        String sentence = sentence(item.name(), reference, result);
        if (result.passed()) {
            context.notifier().info(sentence);
        } else {
            context.notifier().error("The comparison failed", new BadInputException(sentence));
        }
    }

    static String sentence(String name, String reference, ModelVerification result) {
        return name + (result.passed() ? " agrees with " : " differs too much from ") + reference
                + (result.passed() ? ": logits within " : ": logits by up to ") + power(result.maxAbsError()) + ".";
    }

    private static String power(double value) {
        if (value == 0) {
            return "0";
        }
        return String.format(Locale.ROOT, "%.1e", value)
                .replace("e-0", "e−")
                .replace("e-", "e−")
                .replace("e+00", "");
    }

    private void show(DataViewModel.@Nullable Verified verified) {
        pane.getChildren().clear();
        if (verified == null) {
            return;
        }
        Label heading = new Label("Compared with " + verified.reference());
        heading.getStyleClass().add("small-heading");
        Label outcome = new Label(sentence(verified.item().name(), verified.reference(), verified.result()));
        outcome.getStyleClass().add(verified.result().passed() ? "success-text" : "danger-text");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("verification");
        grid.addRow(
                0, words("tensor", "caption"), words("largest difference", "caption"), words("relative", "caption"));
        int row = 1;
        for (ModelVerification.TensorError error : verified.result().tensors()) {
            grid.addRow(
                    row++,
                    words(error.name(), "figures"),
                    words(power(error.maxAbsError()), "figures"),
                    words(power(error.maxRelError()), "figures"));
        }
        pane.getChildren().addAll(heading, outcome, grid);
    }

    private static Label words(String text, String styleClass) {
        Label label = new Label(text);
        label.getStyleClass().add(styleClass);
        return label;
    }
}
