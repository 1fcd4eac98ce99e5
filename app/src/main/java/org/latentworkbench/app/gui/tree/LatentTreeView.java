package org.latentworkbench.app.gui.tree;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.Clipboards;
import org.latentworkbench.app.gui.control.Dividers;
import org.latentworkbench.app.gui.control.EmptyState;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.ValueSlider;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeEdge;
import org.latentworkbench.engine.tree.TreeOptions;

/** The tree of latents: outline, drawing, and a parent held against a child. */
public final class LatentTreeView extends WorkbenchView {
    private static final double OUTLINE_WIDTH = 220;
    private static final double PAIR_WIDTH = 380;

    private final AppContext context;
    private final TreeViewModel model;

    /** The tree of the autoencoder that the session has in view. */
    public LatentTreeView(AppContext context) {
        super("tree", "Tree", "mdi2f-family-tree");
        this.context = context;
        model = new TreeViewModel(context.jobs().lanes(), context.session().labelEdits());
        model.openedProperty().bind(context.session().openedProperty());
        model.pairProperty().subscribe(this::nameThePlace);
        model.openedProperty().subscribe(_ -> nameThePlace(model.pairProperty().get()));
    }

    private void nameThePlace(TreeViewModel.Pair pair) {
        String name = context.session().opened().map(OpenAutoencoder::name).orElse("");
        String rest = name;
        if (pair.parent() >= 0) {
            rest += "/" + pair.parent();
        }
        if (pair.child() >= 0) {
            rest += "/" + pair.child();
        }
        moveTo(new Address("tree", rest));
    }

    @Override
    public void show(Address place) {
        String[] parts = place.rest().split("/", -1);
        if (parts[0].isEmpty() || place.equals(address())) {
            return;
        }
        context.session().select(parts[0], () -> {
            int last = parts.length > 1 ? number(parts[parts.length - 1]) : -1;
            int parent = parts.length > 2 ? number(parts[1]) : -1;
            if (last >= 0) {
                model.goTo(new TreeViewModel.Pair(parent, last));
            }
        });
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @Override
    protected Node build() {
        TreeDrawing drawing = new TreeDrawing(model, context.theme());
        TreeOverview overview = new TreeOverview(model, drawing, context.theme());
        HBox zoom = zoom(drawing);
        StackPane middle = new StackPane(drawing, overview, zoom);
        StackPane.setAlignment(overview, Pos.BOTTOM_LEFT);
        StackPane.setMargin(overview, new Insets(0, 0, 12, 12));
        StackPane.setAlignment(zoom, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(zoom, new Insets(0, 12, 12, 0));
        PairPane pair = new PairPane(model, context.theme(), this::openPage, this::copyAddress);
        SplitPane split = new SplitPane(new TreeOutline(model), middle, pair);
        Dividers.keepFirst(split, context.settings().number("tree.outline", OUTLINE_WIDTH), width -> context.settings()
                .put("tree.outline", width));
        Dividers.keepLast(split, context.settings().number("tree.pair", PAIR_WIDTH), width -> context.settings()
                .put("tree.pair", width));
        VBox.setVgrow(split, Priority.ALWAYS);
        VBox content = new VBox(head(), split);
        EmptyState empty = new EmptyState("mdi2f-family-tree");
        StackPane root = new StackPane(content, empty);
        root.getStyleClass().add("tree-view-pane");
        model.stateProperty().subscribe(state -> {
            content.setVisible(state == TreeViewModel.State.READY);
            empty.setVisible(state != TreeViewModel.State.READY);
            explain(empty, state);
        });
        return root;
    }

    private void explain(EmptyState empty, TreeViewModel.State state) {
        switch (state) {
            case NOTHING_OPEN -> {
                empty.setSentence(
                        "A tree shows which latents are special cases of which. It needs the index of a Matryoshka autoencoder.");
                empty.setNextStep("Open Data", () -> context.navigator().go(new Address("data", "")));
            }
            case NOT_NESTED -> {
                empty.setSentence("A tree needs a Matryoshka run, or two runs of different width.");
                empty.setNextStep("Train one", () -> context.navigator().go(new Address("run", "")));
            }
            case NOT_COMPUTED -> {
                empty.setSentence("The tree of this autoencoder was not computed yet.");
                empty.setNextStep("Compute the tree", this::compute);
            }
            case READY -> {}
        }
    }

    private void compute() {
        context.session().opened().ifPresent(opened -> opened.index().ifPresent(index -> {
            var job = context.jobs().submit("Tree of " + opened.name(), progress -> LatentTree.build(index, progress));
            job.onDone(_ -> model.open());
            job.onFailed(reason -> context.notifier().error("Could not compute the tree", reason));
        }));
    }

    private HBox head() {
        ValueSlider score = ValueSlider.linear(
                        "score",
                        LatentTree.LEAST_SCORE,
                        1,
                        0.05,
                        TreeOptions.DEFAULT.threshold(),
                        v -> "≥ " + Figures.two(v))
                .explain("Least score of an edge: masked cosine of parent and child times the ratio of their maxima");
        ValueSlider coverage = ValueSlider.linear("coverage", 0, 1, 0.05, 0, v -> "≥ " + Figures.two(v))
                .explain("Least share of the child's tokens on which the parent fires");
        ValueSlider density = ValueSlider.logarithmic("min density", -6, -1, 0, Figures::power)
                .explain("Least density of a node");
        score.setId("score");
        coverage.setId("coverage");
        density.setId("min-density");
        score.valueProperty().bindBidirectional(model.scoreProperty());
        coverage.valueProperty().bindBidirectional(model.coverageProperty());
        density.valueProperty().bindBidirectional(model.minDensityProperty());
        Label count = new Label();
        count.setId("tree-count");
        count.getStyleClass().add("hint");
        count.textProperty()
                .bind(model.pictureProperty().map(TreeViewModel::count).orElse(""));
        Label of = new Label();
        of.getStyleClass().add("page-title");
        of.setText("Tree");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(
                of,
                score,
                coverage,
                density,
                space,
                count,
                Buttons.icon("mdi2t-tray-arrow-up", "Save the edges as tab-separated text", this::export));
        head.getStyleClass().addAll("pane-head", "line-bottom", "tree-head");
        return head;
    }

    private static HBox zoom(TreeDrawing drawing) {
        Label percent = new Label();
        percent.getStyleClass().addAll("hint", "figures");
        percent.setId("zoom");
        percent.textProperty()
                .bind(drawing.cameraProperty()
                        .map(camera -> String.format(Locale.US, "%,.0f %%", 100 * camera.zoom())));
        HBox zoom = new HBox(
                4,
                Buttons.icon("mdi2m-magnify-minus-outline", "Zoom out (-)", drawing::zoomOut),
                percent,
                Buttons.icon("mdi2m-magnify-plus-outline", "Zoom in (+)", drawing::zoomIn),
                Buttons.icon("mdi2f-fit-to-screen-outline", "Show the whole tree (0)", drawing::fit));
        zoom.getStyleClass().add("tree-zoom");
        zoom.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return zoom;
    }

    private void openPage() {
        PairPage page = model.pageProperty().get();
        context.session().opened().ifPresent(opened -> {
            if (page != null) {
                context.navigator()
                        .go(Address.latent(opened.name(), page.child().latent()));
            }
        });
    }

    private void copyAddress() {
        Clipboards.putText(address().toString());
        context.notifier().info("Copied " + address());
    }

    private void export() {
        TreePicture picture = model.pictureProperty().get();
        if (picture == null) {
            return;
        }
        String tsv = tsv(picture, picture.forest().edges());
        Optional<Path> target = context.dialogs().chooseTarget("Save the edges of the tree", "tree.tsv");
        target.ifPresent(file -> context.jobs()
                .lanes()
                .ask(
                        () -> {
                            AtomicFile.writeText(file, tsv);
                            return file;
                        },
                        written -> context.notifier().info("Saved " + written.getFileName()),
                        reason -> context.notifier().error("Could not save the tree", reason)));
    }

    private static String tsv(TreePicture picture, List<TreeEdge> edges) {
        StringBuilder out = new StringBuilder(
                "parent\tchild\tparent_name\tchild_name\tscore\tcosine\tratio\tcoverage\tjoint\tlift\tbest\n");
        for (TreeEdge edge : edges) {
            out.append(picture.latent(edge.parent())).append('\t');
            out.append(picture.latent(edge.child())).append('\t');
            out.append(picture.title(edge.parent()).replace('\t', ' ')).append('\t');
            out.append(picture.title(edge.child()).replace('\t', ' ')).append('\t');
            out.append(edge.score()).append('\t').append(edge.cosine()).append('\t');
            out.append(edge.ratio()).append('\t').append(edge.coverage()).append('\t');
            out.append(edge.joint()).append('\t').append(edge.lift()).append('\t');
            out.append(picture.forest().isBest(edge) ? 1 : 0).append('\n');
        }
        return out.toString();
    }
}
