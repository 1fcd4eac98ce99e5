package org.latentworkbench.app.gui.latents;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.EmptyState;
import org.latentworkbench.app.gui.control.HistogramView;
import org.latentworkbench.app.gui.control.RelationList;
import org.latentworkbench.app.gui.control.StatisticStrip;
import org.latentworkbench.app.gui.control.StripList;
import org.latentworkbench.app.gui.control.TabStrip;

/** The page of one latent. */
final class LatentPageView extends StackPane {
    private static final double LEAD_WIDTH = 40;
    private static final int FEW_RELATIONS = 4;
    private static final double PROMOTED_WIDTH = 236;
    private static final double TALL = 900;

    private final LatentPageViewModel model;
    private final StatisticStrip statistics = new StatisticStrip();
    private final ExplanationRow explanation;
    private final PromotedPane promoted = new PromotedPane();
    private final HistogramView histogram = new HistogramView();
    private final Label caption = new Label();
    private final TabStrip<ContextTab> tabs = new TabStrip<>(List.of(ContextTab.values()), ContextTab::title);
    private final StripList strips = new StripList(LEAD_WIDTH);
    private final RelationList nearest;
    private final RelationList coFiring;
    private final RelationList family;
    private final Label dead = new Label();
    private final VBox live;
    private final VBox page;
    private final EmptyState empty = new EmptyState("mdi2f-format-list-bulleted-square");

    LatentPageView(LatentPageViewModel model, LatentPageHeader.Steps steps, IntConsumer open, Consumer<String> search) {
        this.model = model;
        getStyleClass().add("latent-page");
        statistics.setId("statistics");
        histogram.setId("histogram");
        strips.setId("contexts");
        tabs.setId("context-tabs");
        nearest = new RelationList("Nearest", "decoder cosine", open);
        coFiring = new RelationList("Co-firing", "lift", open);
        family = new RelationList("Parents and children", "score", open);
        caption.getStyleClass().add("caption");
        caption.getStyleClass().add("histogram-caption");
        caption.setTooltip(new Tooltip("The fill of a bar is that of the tokens with its activation, everywhere."));
        dead.setId("dead");
        dead.getStyleClass().addAll("chip", "quiet");
        HBox deadRow = new HBox(dead);
        deadRow.getStyleClass().add("dead-row");
        explanation = new ExplanationRow(search);
        VBox scale = new VBox(histogram, caption);
        HBox.setHgrow(scale, Priority.ALWAYS);
        scale.setMinWidth(0);
        promoted.setMinWidth(PROMOTED_WIDTH);
        promoted.setPrefWidth(PROMOTED_WIDTH);
        promoted.setMaxWidth(PROMOTED_WIDTH);
        HBox figures = new HBox(16, scale, promoted);
        live = new VBox(explanation, figures, tabRow(), strips);
        live.getStyleClass().add("page-contexts");
        VBox.setVgrow(strips, Priority.ALWAYS);
        VBox.setVgrow(live, Priority.ALWAYS);
        HBox relations = new HBox(nearest, coFiring, family);
        relations.getStyleClass().add("relations");
        for (RelationList list : List.of(nearest, coFiring, family)) {
            HBox.setHgrow(list, Priority.ALWAYS);
            list.setPrefWidth(0);
        }
        deadRow.managedProperty().bind(deadRow.visibleProperty());
        deadRow.visibleProperty().bind(dead.textProperty().isNotEmpty());
        live.managedProperty().bind(live.visibleProperty());
        page = new VBox(new LatentPageHeader(model, steps), statistics, deadRow, live, relations);
        page.getStyleClass().add("page-body");
        ProgressIndicator busy = new ProgressIndicator();
        busy.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        busy.visibleProperty().bind(model.busyProperty());
        StackPane.setAlignment(busy, Pos.TOP_CENTER);
        getChildren().addAll(page, empty, busy);
        bind();
    }

    private HBox tabRow() {
        Label count = new Label();
        count.setId("context-count");
        count.getStyleClass().add("hint");
        count.setMinWidth(USE_PREF_SIZE);
        count.textProperty().bind(model.contextsProperty().map(ContextsUpdate.Contexts::count));
        Button dice = Buttons.icon("mdi2d-dice-5-outline", "Draw other contexts", model::drawAgain);
        dice.getStyleClass().add("small");
        ToggleButton marks = new ToggleButton(null, new FontIcon("mdi2f-format-pilcrow"));
        marks.getStyleClass().setAll("icon-toggle");
        marks.setTooltip(new Tooltip("Show blanks and line breaks"));
        marks.setAccessibleText("Show blanks and line breaks");
        strips.marksProperty().bind(marks.selectedProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox row = new HBox(4, tabs, space, count, dice, marks);
        row.getStyleClass().addAll("tab-row", "line-bottom");
        return row;
    }

    private void bind() {
        tabs.valueProperty().bindBidirectional(model.tabProperty());
        model.pageProperty().subscribe(this::show);
        model.contextsProperty().subscribe(contexts -> strips.show(contexts.items()));
        model.explainedProperty().subscribe(explanation::show);
        model.promotedProperty().subscribe(promoted::show);
        histogram.rangeProperty().bindBidirectional(model.rangeProperty());
        model.rangeProperty().subscribe(range -> tabs.setFigure(ContextTab.RANGE, range == null ? "" : range.text()));
        model.problemProperty().subscribe(this::showProblem);
        heightProperty()
                .map(height -> height.doubleValue() > TALL)
                .subscribe(_ -> showRelations(model.pageProperty().get()));
        strips.placeholderProperty()
                .bind(model.tabProperty()
                        .map(tab -> tab == ContextTab.NEAR_MISSES
                                ? "It fires wherever its top tokens stand."
                                : "No context here."));
    }

    private void show(@Nullable LatentPage shown) {
        page.setVisible(shown != null);
        empty.setVisible(shown == null);
        if (shown == null) {
            empty.setSentence("Choose a latent to see what it responds to.");
            return;
        }
        statistics.show(shown.statistics());
        histogram.histogramProperty().set(shown.histogram());
        caption.setText("tokens (log) by activation of latent " + shown.latent());
        dead.setText(shown.deadWords());
        live.setVisible(!shown.dead());
        showRelations(shown);
    }

    private void showRelations(@Nullable LatentPage shown) {
        if (shown == null) {
            return;
        }
        int most = getHeight() > TALL ? Integer.MAX_VALUE : FEW_RELATIONS;
        nearest.show(first(shown.nearest(), most), "The index holds no decoder.");
        coFiring.show(first(shown.coFiring(), most), "It fires with no other latent.");
        family.show(first(shown.family(), most), shown.familyNone());
    }

    private static <T> List<T> first(List<T> all, int most) {
        return all.subList(0, Math.min(most, all.size()));
    }

    private void showProblem(String problem) {
        if (!problem.isEmpty()) {
            page.setVisible(false);
            empty.setVisible(true);
            empty.setSentence(problem);
        }
    }

    /** Takes the keyboard. */
    void focus() {
        strips.requestFocus();
    }
}
