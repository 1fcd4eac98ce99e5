package org.latentworkbench.app.gui.search;

import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.Clipboards;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.StripList;
import org.latentworkbench.app.gui.control.TabStrip;
import org.latentworkbench.engine.search.ExceptionKind;

/** A chosen latent against the query: where both agree, and where they do not. */
final class ExamplesPane extends VBox {
    private static final double LEAD_WIDTH = 40;

    private final SearchViewModel model;
    private final TabStrip<ExceptionKind> tabs = new TabStrip<>(List.of(ExceptionKind.values()), ExamplesPane::name);
    private final StripList strips = new StripList(LEAD_WIDTH);
    private final Label id = new Label();
    private final Label title = new Label();
    private final Label level = new Label();
    private final Label legend = new Label();
    private final Label shown = new Label();
    private final Region ring = new Region();
    private final HBox tabRow = new HBox(tabs);
    private final Label soFar = new Label();
    private final ProgressBar read = new ProgressBar();
    private final HBox soFarRow = new HBox(8, soFar, read);
    private final StackPane upper = new StackPane(tabRow, soFarRow);
    private final Button page;
    private final Button copy;
    private final Button dice;
    private final HBox legendRow;

    ExamplesPane(SearchViewModel model, Runnable open) {
        this.model = model;
        getStyleClass().add("examples-pane");
        strips.setId("examples");
        tabs.setId("exception-tabs");
        id.getStyleClass().addAll("section-title", "figures");
        id.setMinWidth(USE_PREF_SIZE);
        title.getStyleClass().add("examples-title");
        title.setMinWidth(0);
        level.getStyleClass().add("chip");
        level.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        page = Buttons.icon("mdi2d-dock-right", "Open the page of this latent (Enter)", open);
        copy = Buttons.icon("mdi2c-content-copy", "Copy these contexts", this::copy);
        HBox head = new HBox(8, id, title, level, space, page, copy);
        head.getStyleClass().add("page-head");
        tabRow.getStyleClass().add("tab-row");
        soFar.setId("examples-so-far");
        soFarRow.getStyleClass().add("tab-row");
        upper.getStyleClass().add("line-bottom");
        dice = Buttons.icon("mdi2d-dice-5-outline", "Read a random choice", model::drawAgain);
        dice.getStyleClass().add("small");
        legendRow = legendRow();
        VBox.setVgrow(strips, Priority.ALWAYS);
        getChildren().addAll(head, upper, legendRow, strips);
        tabs.valueProperty().bindBidirectional(model.kindProperty());
        model.selectedProperty().subscribe(this::show);
        model.examplesProperty().subscribe(this::show);
        model.firstMatchesProperty().subscribe(this::showFirst);
        model.answerProperty().subscribe(this::showMode);
        model.errorProperty().subscribe(error -> strips.setOpacity(error == null ? 1 : 0.5));
    }

    private static String name(ExceptionKind kind) {
        return switch (kind) {
            case MATCHED_FIRING -> "Matched, firing";
            case MATCHED_SILENT -> "Matched, silent";
            case FIRING_UNMATCHED -> "Firing, unmatched";
        };
    }

    private HBox legendRow() {
        Label match = new Label("the match");
        match.getStyleClass().addAll("caption", "legend-match");
        ring.getStyleClass().add("legend-ring");
        legend.getStyleClass().add("caption");
        legend.setMinWidth(0);
        shown.setId("examples-shown");
        shown.getStyleClass().add("caption");
        shown.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(8, match, ring, legend, space, shown, dice);
        row.getStyleClass().add("legend-row");
        return row;
    }

    private void show(@Nullable RankedRow row) {
        id.setText(row == null ? "" : Figures.count(row.latent()));
        title.setText(row == null ? "" : row.title());
        level.setText(row == null ? "" : "level " + row.level());
        level.setVisible(row != null && levels() > 1);
        explain(row);
    }

    private int levels() {
        var opened = model.openedProperty().get();
        return opened == null ? 1 : opened.levels();
    }

    private String whyEmpty(@Nullable RankedRow row) {
        if (row == null || model.answerProperty().get().result().isEmpty()) {
            return "";
        }
        return switch (model.kindProperty().get()) {
            case MATCHED_FIRING -> "It fires on no match.";
            case MATCHED_SILENT -> "It fires on every match.";
            case FIRING_UNMATCHED -> "It fires on matches alone.";
        };
    }

    private void explain(@Nullable RankedRow row) {
        strips.placeholderProperty().set(whyEmpty(row));
        boolean unmatched = model.kindProperty().get() == ExceptionKind.FIRING_UNMATCHED;
        ring.setVisible(!unmatched);
        ring.setManaged(!unmatched);
        legend.setText(
                row == null
                        ? ""
                        : switch (model.kindProperty().get()) {
                            case MATCHED_FIRING -> "its last token, where " + row.latent() + " fires";
                            case MATCHED_SILENT -> "its last token, where " + row.latent() + " should fire";
                            case FIRING_UNMATCHED -> "no match ends where it fires";
                        });
    }

    private void show(ExceptionsUpdate.Examples examples) {
        strips.show(examples.items());
        boolean pattern = model.answerProperty().get().result().isPresent();
        long count = 0;
        for (ExceptionKind kind : ExceptionKind.values()) {
            tabs.setFigure(kind, pattern ? Figures.count(examples.count(kind)) : "");
            count = kind == model.kindProperty().get() ? examples.count(kind) : count;
        }
        int rows = examples.items().size();
        shown.setText(rows == 0 ? "" : pattern ? "1–" + rows + " of " + Figures.count(count) : rows + " contexts");
        explain(model.selectedProperty().get());
        offer(model.selectedProperty().get() != null, rows > 0);
    }

    /** Without a latent there is nothing to choose from. */
    private void offer(boolean latent, boolean contexts) {
        tabRow.setDisable(!latent);
        legendRow.setVisible(latent && legendRow.isManaged());
        page.setDisable(!latent);
        copy.setDisable(!contexts);
        dice.setDisable(!latent);
    }

    /** What was found so far; then the latent's examples again. */
    private void showFirst(@Nullable FirstMatches found) {
        tabRow.setVisible(found == null);
        soFarRow.setVisible(found != null);
        if (found == null) {
            show(model.selectedProperty().get());
            show(model.examplesProperty().get());
            return;
        }
        id.setText("First matches");
        title.setText("");
        level.setVisible(false);
        strips.placeholderProperty().set("");
        strips.show(found.items());
        offer(false, true);
        legendRow.setVisible(true);
        ring.setVisible(false);
        ring.setManaged(false);
        legend.setText("its last token");
        shown.setText("");
        soFar.setText(String.format(
                Locale.US,
                "%s %s so far, %.0f %% of the corpus read",
                Figures.count(found.matches()),
                found.matches() == 1 ? "match" : "matches",
                100 * found.share()));
        read.setProgress(found.share());
    }

    private void showMode(SearchAnswer answer) {
        boolean pattern = answer.query().mode() == SearchMode.PATTERN;
        upper.setVisible(pattern);
        upper.setManaged(pattern);
        legendRow.setManaged(pattern);
        if (answer.rows().isEmpty()) {
            show((RankedRow) null);
        }
    }

    private void copy() {
        StringBuilder out = new StringBuilder();
        strips.items().forEach(item -> {
            if (item instanceof org.latentworkbench.app.gui.control.StripItem.Strip(var content)) {
                out.append(content.plainText().replace("\n", "↵")).append('\n');
            }
        });
        Clipboards.putText(out.toString());
    }
}
