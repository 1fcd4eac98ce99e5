package org.latentworkbench.app.gui.tree;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.tree.TreeLayout;

/** The whole forest in a corner, with a frame around what is seen; a drag moves it. */
final class TreeOverview extends StackPane {
    private static final double WIDTH = 106;
    private static final double HEIGHT = 70;
    private static final double PAD = 6;

    private final TreeViewModel model;
    private final TreeDrawing drawing;
    private final Theme theme;
    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);

    TreeOverview(TreeViewModel model, TreeDrawing drawing, Theme theme) {
        this.model = model;
        this.drawing = drawing;
        this.theme = theme;
        getStyleClass().add("tree-overview");
        setMaxSize(WIDTH + 2, HEIGHT + 2);
        getChildren().add(canvas);
        model.pictureProperty().subscribe(_ -> paint());
        drawing.cameraProperty().subscribe(_ -> paint());
        theme.paletteProperty().subscribe(_ -> paint());
        canvas.setOnMousePressed(this::moveTo);
        canvas.setOnMouseDragged(this::moveTo);
    }

    private void moveTo(MouseEvent event) {
        TreeCamera now = drawing.cameraProperty().get();
        double y = (event.getY() - PAD) / (HEIGHT - 2 * PAD);
        drawing.cameraProperty().set(new TreeCamera(now.zoom(), y - now.span() / 2));
    }

    private void paint() {
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        TreePicture picture = model.pictureProperty().get();
        setVisible(picture != null);
        if (picture == null) {
            return;
        }
        double room = HEIGHT - 2 * PAD;
        g.setFill(theme.palette().colour("-lw-node"));
        for (TreeLayout.Node[] column : picture.columns()) {
            double last = -2;
            for (TreeLayout.Node node : column) {
                double y = PAD + node.y() * room;
                if (y - last >= 1.5) {
                    double x = 10 + (WIDTH - 20) * (node.level() - 1) / Math.max(1, picture.levels() - 1);
                    double size = node.level() == 1 ? 2 : 1;
                    g.fillRect(x - size / 2, y - size / 2, size, size);
                    last = y;
                }
            }
        }
        TreeCamera camera = drawing.cameraProperty().get();
        g.setStroke(theme.palette().colour("-color-accent-fg"));
        g.setLineWidth(2);
        g.strokeRoundRect(3, PAD - 2 + camera.top() * room, WIDTH - 6, camera.span() * room + 4, 4, 4);
    }
}
