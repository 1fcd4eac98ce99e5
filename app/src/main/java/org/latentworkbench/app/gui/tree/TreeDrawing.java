package org.latentworkbench.app.gui.tree;

import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.tree.TreeLayout;

/**
 * The forest drawn from left to right, the branch in view over it. Turning the wheel moves, with Ctrl it zooms; a click chooses a
 * node, a Ctrl+click holds the chosen one against another; the arrow keys walk.
 */
final class TreeDrawing extends Region {
    private static final double ZOOM_STEP = 1.5;
    private static final double REACH = 9;

    private final TreeViewModel model;
    private final Theme theme;
    private final Canvas forest = new Canvas();
    private final Canvas over = new Canvas();
    private final Tooltip tip = new Tooltip();
    private final ObjectProperty<TreeCamera> camera = new SimpleObjectProperty<>(this, "camera", TreeCamera.WHOLE);
    private Branch branch = Branch.NONE;
    private Map<Integer, Double> ys = Map.of();
    private double dragY;
    private boolean stale = true;

    TreeDrawing(TreeViewModel model, Theme theme) {
        this.model = model;
        this.theme = theme;
        setId("tree-drawing");
        getStyleClass().add("tree-drawing");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText("Drawing of the tree; the outline beside it holds the same");
        forest.setMouseTransparent(true);
        over.setMouseTransparent(true);
        getChildren().addAll(forest, over);
        tip.setShowDelay(Duration.millis(200));
        model.pictureProperty().subscribe(_ -> renew());
        model.pairProperty().subscribe(_ -> reveal());
        camera.subscribe(_ -> renew());
        theme.paletteProperty().subscribe(_ -> renew());
        theme.scaleProperty().subscribe(_ -> renew());
        setOnMousePressed(this::pressed);
        setOnMouseDragged(this::dragged);
        setOnMouseClicked(this::clicked);
        setOnMouseMoved(this::moved);
        setOnMouseExited(_ -> tip.hide());
        sceneProperty().subscribe(scene -> {
            if (scene == null) {
                tip.hide();
            }
        });
        addEventHandler(ScrollEvent.SCROLL, this::scrolled);
        addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    }

    private void renew() {
        stale = true;
        requestLayout();
    }

    private TreeGeometry geometry() {
        TreePicture picture = model.pictureProperty().get();
        return new TreeGeometry(
                getWidth(),
                getHeight(),
                picture == null ? 1 : picture.levels(),
                theme.scaleProperty().get());
    }

    private double mostZoom() {
        TreePicture picture = model.pictureProperty().get();
        return picture == null ? 1 : geometry().mostZoom(picture.layout().rows());
    }

    @Override
    protected void layoutChildren() {
        if (forest.getWidth() != getWidth() || forest.getHeight() != getHeight()) {
            forest.setWidth(getWidth());
            forest.setHeight(getHeight());
            over.setWidth(getWidth());
            over.setHeight(getHeight());
            stale = true;
        }
        if (stale) {
            stale = false;
            draw();
        }
    }

    private void draw() {
        TreePicture picture = model.pictureProperty().get();
        forest.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
        over.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
        if (picture == null || getWidth() < 1) {
            return;
        }
        TreeGeometry geometry = geometry();
        new ForestPainter(picture, geometry, camera.get(), theme.palette()).paint(forest.getGraphicsContext2D());
        placeBranch(picture, geometry);
        new BranchPainter(
                        picture,
                        geometry,
                        theme,
                        branch,
                        ys,
                        model.pairProperty().get())
                .paint(over.getGraphicsContext2D());
    }

    private void placeBranch(TreePicture picture, TreeGeometry geometry) {
        TreeViewModel.Pair pair = model.pairProperty().get();
        branch = picture.holds(pair.focus())
                ? Branch.of(picture.forest(), pair.focus(), pair.selected(), geometry.room())
                : Branch.NONE;
        if (branch.nodes().isEmpty()) {
            ys = Map.of();
            return;
        }
        double row = branch.nodes().stream()
                .filter(node -> node.id() == pair.focus())
                .mapToDouble(Branch.Node::row)
                .findFirst()
                .orElse(0);
        double anchor = geometry.y(camera.get(), picture.place(pair.focus()).y());
        ys = BranchPainter.places(branch, geometry, row, anchor);
    }

    private void reveal() {
        TreePicture picture = model.pictureProperty().get();
        int focus = model.pairProperty().get().focus();
        if (picture != null && picture.holds(focus)) {
            camera.set(camera.get().seeing(picture.place(focus).y()));
        }
        renew();
    }

    private void pressed(MouseEvent event) {
        requestFocus();
        dragY = event.getY();
    }

    private void dragged(MouseEvent event) {
        if (!event.isStillSincePress()) {
            camera.set(camera.get().moved(event.getY() - dragY, geometry().forestHeight()));
            dragY = event.getY();
        }
    }

    private void clicked(MouseEvent event) {
        if (event.isStillSincePress()) {
            nodeAt(event.getX(), event.getY()).ifPresent(node -> {
                if (event.isShortcutDown()) {
                    model.compareWith(node);
                } else {
                    model.select(node);
                }
            });
        }
    }

    private void moved(MouseEvent event) {
        Optional<Integer> node = nodeAt(event.getX(), event.getY());
        setCursor(node.isPresent() ? Cursor.HAND : Cursor.DEFAULT);
        TreePicture picture = model.pictureProperty().get();
        if (node.isEmpty() || picture == null) {
            tip.hide();
            return;
        }
        String words = words(picture, node.get());
        if (!tip.isShowing() || !words.equals(tip.getText())) {
            tip.setText(words);
            tip.show(this, event.getScreenX() + 14, event.getScreenY() + 14);
        }
    }

    private static String words(TreePicture picture, int node) {
        StringBuilder words = new StringBuilder();
        words.append(Figures.count(picture.latent(node)))
                .append("  ")
                .append(picture.title(node))
                .append("\ndensity ")
                .append(Figures.density(picture.tree().density(node)));
        picture.forest().bestParent(node).ifPresent(edge -> words.append("\nscore ")
                .append(Figures.two(edge.score()))
                .append(" = cosine ")
                .append(Figures.two(edge.cosine()))
                .append(" · ratio ")
                .append(Figures.two(edge.ratio()))
                .append("\ncoverage ")
                .append(Figures.two(edge.coverage()))
                .append(", lift ")
                .append(Figures.one(edge.lift())));
        return words.toString();
    }

    /** The node under a point: of the branch first, then of the forest behind it. */
    private Optional<Integer> nodeAt(double x, double y) {
        TreePicture picture = model.pictureProperty().get();
        if (picture == null) {
            return Optional.empty();
        }
        TreeGeometry geometry = geometry();
        for (Branch.Node node : branch.nodes()) {
            if (Math.hypot(geometry.x(node.level()) - x, ys.getOrDefault(node.id(), -99.0) - y) < REACH + 2) {
                return Optional.of(node.id());
            }
        }
        int level = geometry.levelAt(x);
        if (Math.abs(geometry.x(level) - x) > REACH) {
            return Optional.empty();
        }
        TreeLayout.Node nearest = null;
        double least = REACH;
        for (TreeLayout.Node node : picture.columns().get(level - 1)) {
            double distance = Math.abs(geometry.y(camera.get(), node.y()) - y);
            if (distance < least) {
                least = distance;
                nearest = node;
            }
        }
        return Optional.ofNullable(nearest).map(TreeLayout.Node::id);
    }

    private void scrolled(ScrollEvent event) {
        if (event.isShortcutDown()) {
            zoomAt(
                    event.getDeltaY() > 0 ? 1.2 : 1 / 1.2,
                    event.getY() - geometry().top());
        } else {
            camera.set(camera.get().moved(event.getDeltaY(), geometry().forestHeight()));
        }
        event.consume();
    }

    private void keyPressed(KeyEvent event) {
        if (event.isAltDown() || event.isShortcutDown()) {
            return;
        }
        switch (event.getCode()) {
            case LEFT -> model.step(Step.PARENT);
            case RIGHT -> model.step(Step.CHILD);
            case DOWN -> model.step(Step.NEXT);
            case UP -> model.step(Step.PREVIOUS);
            case PLUS, ADD, EQUALS -> zoomIn();
            case MINUS, SUBTRACT -> zoomOut();
            case DIGIT0, NUMPAD0 -> fit();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void zoomAt(double factor, double y) {
        camera.set(camera.get().zoomed(factor, y, geometry().forestHeight(), mostZoom()));
    }

    private void zoomAroundFocus(double factor) {
        TreePicture picture = model.pictureProperty().get();
        int focus = model.pairProperty().get().focus();
        double y = geometry().forestHeight() / 2;
        if (picture != null && picture.holds(focus)) {
            double at = camera.get().toView(picture.place(focus).y(), geometry().forestHeight());
            y = at >= 0 && at <= geometry().forestHeight() ? at : y;
        }
        zoomAt(factor, y);
    }

    void zoomIn() {
        zoomAroundFocus(ZOOM_STEP);
    }

    void zoomOut() {
        zoomAroundFocus(1 / ZOOM_STEP);
    }

    void fit() {
        camera.set(TreeCamera.WHOLE);
    }

    ObjectProperty<TreeCamera> cameraProperty() {
        return camera;
    }

    @Nullable
    TreePicture picture() {
        return model.pictureProperty().get();
    }
}
