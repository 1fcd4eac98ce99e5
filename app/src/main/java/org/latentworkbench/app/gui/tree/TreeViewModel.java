package org.latentworkbench.app.gui.tree;

import java.time.Duration;
import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.LabelEdits;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.reading.LatentTitles;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeEdge;
import org.latentworkbench.engine.tree.TreeOptions;

/** The state of the tree: its thresholds, the node in view, and the parent it is held against. */
final class TreeViewModel {
    /**
     * A parent and a child held against each other; -1 for none.
     *
     * @param parent node id
     * @param child node id
     */
    record Pair(int parent, int child) {
        static final Pair NONE = new Pair(-1, -1);

        boolean isComplete() {
            return parent >= 0 && child >= 0;
        }

        /** The node whose branch is shown. */
        int focus() {
            return parent >= 0 ? parent : child;
        }

        /** The node that was chosen. */
        int selected() {
            return child >= 0 ? child : parent;
        }
    }

    /** What stands in place of the tree. */
    enum State {
        NOTHING_OPEN,
        NOT_NESTED,
        NOT_COMPUTED,
        READY
    }

    private final LatestUpdate<Optional<LatentTree>> opening;
    private final LatestUpdate<TreePicture> cutting;
    private final LatestUpdate<PairPage> comparing;
    private final ObjectProperty<@Nullable OpenAutoencoder> opened = new SimpleObjectProperty<>(this, "opened");
    private final DoubleProperty score = new SimpleDoubleProperty(this, "score", TreeOptions.DEFAULT.threshold());
    private final DoubleProperty coverage = new SimpleDoubleProperty(this, "coverage", 0);
    private final DoubleProperty minDensity = new SimpleDoubleProperty(this, "minDensity", 0);
    private final StringProperty find = new SimpleStringProperty(this, "find", "");
    private final ReadOnlyObjectWrapper<@Nullable TreePicture> picture = new ReadOnlyObjectWrapper<>(this, "picture");
    private final ObjectProperty<Pair> pair = new SimpleObjectProperty<>(this, "pair", Pair.NONE);
    private final ReadOnlyObjectWrapper<@Nullable PairPage> page = new ReadOnlyObjectWrapper<>(this, "page");
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(this, "state", State.NOTHING_OPEN);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
    private @Nullable LatentTree tree;
    private Pair wanted = Pair.NONE;

    TreeViewModel(Lanes lanes, LabelEdits edits) {
        opening = new LatestUpdate<>(lanes, Duration.ZERO);
        cutting = new LatestUpdate<>(lanes, Duration.ZERO);
        comparing = new LatestUpdate<>(lanes, Duration.ofMillis(40));
        opened.subscribe((_, _) -> open());
        score.subscribe((_, _) -> cut());
        coverage.subscribe((_, _) -> cut());
        minDensity.subscribe((_, _) -> cut());
        pair.subscribe((_, _) -> compare());
        edits.revisionProperty().subscribe((_, _) -> cut());
    }

    /** Opens the tree of the autoencoder in view; asked again after it was computed. */
    void open() {
        OpenAutoencoder now = opened.get();
        tree = null;
        picture.set(null);
        page.set(null);
        pair.set(Pair.NONE);
        if (now == null || now.index().isEmpty()) {
            opening.cancel();
            state.set(State.NOTHING_OPEN);
            return;
        }
        LatentIndex index = now.index().get();
        opening.ask(
                _ -> index.info().prefixes().length > 1 && LatentTree.exists(index.directory())
                        ? Optional.of(LatentTree.open(index))
                        : Optional.empty(),
                found -> {
                    tree = found.orElse(null);
                    boolean nested = index.info().prefixes().length > 1;
                    state.set(found.isPresent() ? State.READY : nested ? State.NOT_COMPUTED : State.NOT_NESTED);
                    cut();
                },
                this::failed);
    }

    private void cut() {
        OpenAutoencoder now = opened.get();
        LatentTree whole = tree;
        if (whole == null || now == null || now.index().isEmpty()) {
            return;
        }
        TreeOptions options = TreeOptions.DEFAULT
                .withThreshold(Math.max(LatentTree.LEAST_SCORE, score.get()))
                .withCoverage(coverage.get())
                .withMinDensity(minDensity.get());
        LatentIndex index = now.index().get();
        cutting.ask(_ -> TreePicture.of(whole.at(options), LatentTitles.of(now, index)), this::show, this::failed);
    }

    private void show(TreePicture cut) {
        problem.set("");
        picture.set(cut);
        if (wanted != Pair.NONE) {
            Pair asked = wanted;
            wanted = Pair.NONE;
            pair.set(asked.parent() < 0 && asked.child() >= 0 ? withBestParent(asked.child()) : asked);
        } else if (pair.get() == Pair.NONE && cut.forest().roots().length > 0) {
            int root = largestRoot(cut);
            select(cut.forest().children(root).stream()
                    .findFirst()
                    .map(TreeEdge::child)
                    .orElse(root));
        }
    }

    private static int largestRoot(TreePicture cut) {
        int best = cut.forest().roots()[0];
        for (int root : cut.forest().roots()) {
            if (cut.forest().subtreeSize(root) > cut.forest().subtreeSize(best)) {
                best = root;
            }
        }
        return best;
    }

    private void failed(Throwable reason) {
        problem.set(Optional.ofNullable(reason.getMessage()).orElse("The tree could not be read."));
    }

    /** Chooses a node and holds it against its best parent. */
    void select(int node) {
        pair.set(withBestParent(node));
    }

    /** Holds the chosen node against another one above it. */
    void compareWith(int parent) {
        pair.set(new Pair(parent, pair.get().selected()));
    }

    private Pair withBestParent(int node) {
        TreePicture shown = picture.get();
        if (shown == null || !shown.holds(node)) {
            return new Pair(-1, node);
        }
        return new Pair(shown.forest().bestParent(node).map(TreeEdge::parent).orElse(-1), node);
    }

    /** Goes to a node, or a parent and a child, as soon as the tree is there. */
    void goTo(Pair place) {
        if (picture.get() == null) {
            wanted = place;
        } else if (place.parent() < 0) {
            select(place.child());
        } else {
            pair.set(place);
        }
    }

    private void compare() {
        OpenAutoencoder now = opened.get();
        Pair chosen = pair.get();
        TreePicture shown = picture.get();
        if (now == null || now.index().isEmpty() || shown == null || chosen.selected() < 0) {
            comparing.cancel();
            page.set(null);
            return;
        }
        comparing.ask(new PairUpdate(now.index().get(), shown, chosen), page::set, this::failed);
    }

    /** The chosen node's neighbour in the tree: its best parent, its best child, or the next of its siblings. */
    void step(Step step) {
        TreePicture shown = picture.get();
        int node = pair.get().selected();
        if (shown != null && shown.holds(node)) {
            step.from(shown, node).ifPresent(this::select);
        }
    }

    /** For example {@code "4,118 nodes · 611 extra parents"}. */
    static String count(TreePicture picture) {
        return Figures.count(picture.forest().size()) + " nodes · "
                + Figures.count(picture.forest().extraParents()) + " extra parents";
    }

    ObjectProperty<@Nullable OpenAutoencoder> openedProperty() {
        return opened;
    }

    DoubleProperty scoreProperty() {
        return score;
    }

    DoubleProperty coverageProperty() {
        return coverage;
    }

    DoubleProperty minDensityProperty() {
        return minDensity;
    }

    StringProperty findProperty() {
        return find;
    }

    /** The forest at the present thresholds, null until there is one. */
    ReadOnlyObjectProperty<@Nullable TreePicture> pictureProperty() {
        return picture.getReadOnlyProperty();
    }

    ObjectProperty<Pair> pairProperty() {
        return pair;
    }

    /** What is shown of the pair; null until it was read. */
    ReadOnlyObjectProperty<@Nullable PairPage> pageProperty() {
        return page.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty busyProperty() {
        return opening.busyProperty();
    }
}
