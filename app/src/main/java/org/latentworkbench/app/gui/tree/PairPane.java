package org.latentworkbench.app.gui.tree;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.StripList;
import org.latentworkbench.app.gui.control.TabStrip;
import org.latentworkbench.app.gui.theme.Theme;

/** A parent held against a child on the same tokens. */
final class PairPane extends VBox {
    private final TabStrip<PairPage.Kind> tabs = new TabStrip<>(List.of(PairPage.Kind.values()), PairPage.Kind::title);
    private final StripList strips = new StripList(0);
    private final Label ids = new Label();
    private final Label arrow = new Label("→");
    private final Label childId = new Label();
    private final Label childTitle = new Label();
    private final Label sentence = new Label();
    private final Region parentDisc = disc("act-8");
    private final Region childDisc = disc("alt-8");
    private final GridPane figures = new GridPane();
    private final HBox legend;
    private final PairScatter scatter;
    private final VBox comparison;
    private final VBox scatterBox;
    private @Nullable PairPage shown;

    /**
     * An empty pane.
     *
     * @param openPage opens the page of the child
     * @param copyAddress puts the address on the clipboard
     */
    PairPane(TreeViewModel model, Theme theme, Runnable openPage, Runnable copyAddress) {
        getStyleClass().add("pair-pane");
        setId("pair");
        strips.setId("pair-strips");
        ids.getStyleClass().addAll("page-title", "figures");
        childId.getStyleClass().addAll("page-title", "figures");
        childTitle.getStyleClass().add("muted");
        childTitle.setMinWidth(0);
        for (Label label : List.of(ids, arrow, childId)) {
            label.setMinWidth(USE_PREF_SIZE);
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(
                8,
                parentDisc,
                ids,
                arrow,
                childDisc,
                childId,
                childTitle,
                space,
                Buttons.icon("mdi2d-dock-right", "Open the page of this latent", openPage),
                Buttons.icon("mdi2l-link-variant", "Copy the address", copyAddress));
        head.getStyleClass().add("page-head");
        sentence.getStyleClass().add("muted");
        sentence.setWrapText(true);
        figures.getStyleClass().add("pair-figures");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(50);
            figures.getColumnConstraints().add(half);
        }
        legend = legend();
        HBox tabRow = new HBox(tabs);
        tabRow.getStyleClass().addAll("tab-row", "line-bottom");
        comparison = new VBox(figures, tabRow, legend);
        scatter = new PairScatter(theme);
        Label scatterTitle = new Label("Values on the same tokens");
        scatterTitle.getStyleClass().add("small-heading");
        scatterBox = new VBox(4, scatterTitle, scatter);
        scatterBox.getStyleClass().addAll("scatter-box");
        VBox.setVgrow(strips, Priority.ALWAYS);
        getChildren().addAll(head, sentence, comparison, strips, scatterBox);
        tabs.valueProperty().subscribe(_ -> showStrips());
        model.pageProperty().subscribe(this::show);
    }

    private static Region disc(String stop) {
        Region disc = new Region();
        disc.getStyleClass().addAll("disc", stop);
        return disc;
    }

    private static HBox legend() {
        Region fill = new Region();
        fill.getStyleClass().addAll("legend-fill", "act-7");
        Region bar = new Region();
        bar.getStyleClass().addAll("legend-bar", "alt-8");
        Region ring = new Region();
        ring.getStyleClass().add("legend-ring");
        HBox row = new HBox(
                6,
                fill,
                caption("parent fills"),
                bar,
                caption("child underlines"),
                ring,
                caption("hole: only the child"));
        row.getStyleClass().add("legend-row");
        return row;
    }

    private static Label caption(String text) {
        Label label = new Label(text);
        label.getStyleClass().addAll("caption", "legend-words");
        return label;
    }

    private void show(@Nullable PairPage page) {
        shown = page;
        setVisible(page != null);
        if (page == null) {
            return;
        }
        boolean pair = page.parent().isPresent();
        parentDisc.setVisible(pair);
        for (Region region : List.of(parentDisc, ids, arrow, comparison, scatterBox)) {
            region.setVisible(pair);
            region.setManaged(pair);
        }
        ids.setText(page.parent().map(named -> Figures.count(named.latent())).orElse(""));
        childId.setText(Figures.count(page.child().latent()));
        childTitle.setText(page.child().title());
        sentence.setText(page.parent()
                .map(parent ->
                        "parent " + parent.quoted() + ", child " + page.child().quoted())
                .orElse("A root: nothing is above it. Its strongest contexts:"));
        if (pair) {
            showFigures(page);
        }
        page.sample()
                .ifPresent(sample -> scatter.show(
                        sample,
                        page.parent().map(PairPage.Named::latent).orElse(-1),
                        page.child().latent()));
        showStrips();
    }

    private void showFigures(PairPage page) {
        figures.getChildren().clear();
        long holes = page.counts().getOrDefault(PairPage.Kind.HOLES, 0L);
        double share = page.childFires() == 0 ? 0 : (double) holes / page.childFires();
        figure(
                0,
                0,
                "path score",
                page.pathScore().isEmpty() ? "–" : page.pathScore(),
                "Score of each edge on the way: masked cosine of parent and child over the child's tokens, times the"
                        + " ratio of their maxima.");
        figure(0, 1, "decoder cosine", Figures.two(page.decoderCosine()), "Cosine of the two decoder rows.");
        figure(0, 2, "lift", Figures.one(page.lift()), "N · both on / (parent fires · child fires).");
        figure(1, 0, "child fires", Figures.count(page.childFires()), "Tokens on which the child fires.");
        figure(
                1,
                1,
                "parent also on",
                Figures.two(page.coverage()),
                "Share of the child's tokens on which the parent fires.");
        figure(
                1,
                2,
                "holes",
                Figures.count(holes) + " · " + Figures.two(share),
                "Tokens on which the child fires and the parent is silent, and their share of the child's tokens.");
        for (PairPage.Kind kind : PairPage.Kind.values()) {
            tabs.setFigure(kind, Figures.count(page.counts().getOrDefault(kind, 0L)));
        }
    }

    private void figure(int column, int row, String caption, String value, String explanation) {
        Label name = new Label(caption);
        name.getStyleClass().add(caption.equals("holes") ? "accent-text" : "muted");
        Label figure = new Label(value);
        figure.getStyleClass().add("figures");
        if (caption.equals("holes")) {
            name.getStyleClass().add("strong");
            figure.getStyleClass().addAll("accent-text", "strong");
        }
        figure.setMinWidth(USE_PREF_SIZE);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(4, name, space, figure);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add(column == 0 ? "pair-left" : "pair-right");
        Tooltip.install(line, new Tooltip(explanation));
        figures.add(line, column, row);
    }

    private void showStrips() {
        PairPage page = shown;
        if (page == null) {
            return;
        }
        PairPage.Kind kind = page.parent().isPresent() ? tabs.valueProperty().get() : PairPage.Kind.PARENT_ONLY;
        strips.show(Optional.ofNullable(page.strips().get(kind)).orElse(List.of()));
        strips.placeholderProperty()
                .set(
                        switch (kind) {
                            case HOLES -> "No hole: the parent fires wherever the child does.";
                            case BOTH -> "They never fire together.";
                            case PARENT_ONLY -> "The parent fires only with this child.";
                        });
    }
}
