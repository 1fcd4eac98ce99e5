package org.latentworkbench.app.gui.data;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.EmptyState;
import org.latentworkbench.app.gui.control.StatisticStrip;
import org.latentworkbench.app.gui.control.StripList;
import org.latentworkbench.engine.workspace.Section;

/** What is known about the chosen thing. */
final class DetailsPane extends StackPane {
    private static final double COUNTS_WIDTH = 344;
    private static final double FACTS_WIDTH = 720;

    private final AppContext context;
    private final Verification verification;
    private final Label title = new Label();
    private final Label kind = new Label();
    private final StatisticStrip headline = new StatisticStrip();
    private final StripList preview = new StripList(0);
    private final Label previewCount = new Label();
    private final CorpusCounts counts;
    private final StackPane body = new StackPane();
    private final EmptyState unreadable = new EmptyState("mdi2a-alert-circle-outline");

    DetailsPane(AppContext context, DataViewModel model, Runnable delete) {
        this.context = context;
        this.verification = new Verification(context, model);
        this.counts = new CorpusCounts(model);
        title.setId("data-title");
        title.getStyleClass().add("page-title");
        title.setMinWidth(0);
        kind.getStyleClass().addAll("chip", "quiet");
        kind.setMinWidth(USE_PREF_SIZE);
        headline.setId("data-headline");
        preview.setId("data-preview");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button verify = Buttons.flat("mdi2c-check-circle-outline", "Verify…", verification::choose);
        verify.setId("data-verify");
        verify.setTooltip(new javafx.scene.control.Tooltip(
                "Compare its logits and hidden states with a reference file (safetensors)"));
        Button remove = Buttons.flat("mdi2t-trash-can-outline", "Delete", delete);
        remove.setId("data-delete");
        HBox head = new HBox(title, kind, space, verify, remove);
        head.getStyleClass().addAll("pane-head", "line-bottom");
        VBox page = new VBox(head, body);
        VBox.setVgrow(body, Priority.ALWAYS);
        unreadable.setVisible(false);
        getChildren().addAll(page, unreadable);
        StackPane.setMargin(
                unreadable, new javafx.geometry.Insets(context.theme().px(44), 0, 0, 0));
        model.selectedProperty().subscribe(item -> {
            title.setText(item == null ? "" : item.name());
            kind.setText(item == null ? "" : item.section().noun());
            boolean isModel = item != null && item.section() == Section.MODELS && item.readable();
            verify.setVisible(isModel);
            verify.setManaged(isModel);
        });
        model.detailsProperty().subscribe(this::show);
        model.problemProperty().subscribe(problem -> {
            unreadable.setVisible(problem != null);
            unreadable.setSentence(problem == null ? "" : problem);
        });
    }

    private void show(@Nullable DataDetails details) {
        if (details == null) {
            body.getChildren().clear();
            return;
        }
        headline.show(details.headline().stream()
                .map(fact -> new StatisticStrip.Statistic(fact.caption(), fact.value(), fact.explanation()))
                .toList());
        body.getChildren().setAll(details.item().section() == Section.CORPORA ? corpus(details) : facts(details));
    }

    private Node corpus(DataDetails details) {
        preview.showStrips(details.preview());
        previewCount.setText("the first " + details.preview().size());
        previewCount.getStyleClass().setAll("label", "hint");
        Label heading = new Label("Contexts");
        heading.getStyleClass().add("small-heading");
        HBox head = new HBox(6, heading, previewCount);
        head.getStyleClass().add("data-heading");
        VBox.setVgrow(preview, Priority.ALWAYS);
        VBox left = new VBox(headline, head, preview);
        left.getStyleClass().add("data-page");
        HBox.setHgrow(left, Priority.ALWAYS);
        VBox beside = new VBox(counts, new FactList(details.facts()), dependents(details));
        beside.getStyleClass().addAll("data-page", "data-beside");
        ScrollPane right = scrolled(beside);
        double width = context.theme().px(COUNTS_WIDTH);
        right.setMinWidth(width);
        right.setPrefWidth(width);
        right.setMaxWidth(width);
        return new HBox(left, right);
    }

    private Node facts(DataDetails details) {
        VBox page = new VBox(headline, new FactList(details.facts()), dependents(details));
        if (details.item().section() == Section.MODELS) {
            page.getChildren().add(verification.pane());
        }
        page.setMaxWidth(context.theme().px(FACTS_WIDTH));
        page.getStyleClass().add("data-page");
        StackPane left = new StackPane(page);
        StackPane.setAlignment(page, javafx.geometry.Pos.TOP_LEFT);
        return scrolled(left);
    }

    private Node dependents(DataDetails details) {
        return new DependentList(
                details.dependents(), place -> context.navigator().go(place), name -> context.session()
                        .select(name, () -> context.navigator()
                                .go(new org.latentworkbench.app.gui.Address("latent", ""))));
    }

    private static ScrollPane scrolled(Region content) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }
}
