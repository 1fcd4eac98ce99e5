package org.latentworkbench.app.gui.tree;

import java.util.BitSet;
import javafx.scene.canvas.GraphicsContext;
import org.latentworkbench.app.gui.theme.Palette;
import org.latentworkbench.engine.tree.TreeLayout;

/**
 * Draws the idle forest in grey. What would fall on the same pixels is drawn once, so that twenty thousand nodes cost no more than the
 * screen has room for.
 */
final class ForestPainter {
    private static final double NODE_STEP = 1.5;
    private static final double EDGE_STEP = 3;

    private final TreePicture picture;
    private final TreeGeometry geometry;
    private final TreeCamera camera;
    private final Palette palette;

    ForestPainter(TreePicture picture, TreeGeometry geometry, TreeCamera camera, Palette palette) {
        this.picture = picture;
        this.geometry = geometry;
        this.camera = camera;
        this.palette = palette;
    }

    void paint(GraphicsContext g) {
        g.clearRect(0, 0, geometry.width(), geometry.height());
        g.save();
        g.beginPath();
        g.rect(0, geometry.top() - 8, geometry.width(), geometry.height());
        g.clip();
        lines(g);
        edges(g);
        nodes(g);
        g.restore();
    }

    private void lines(GraphicsContext g) {
        g.setStroke(palette.colour("-lw-line"));
        g.setLineWidth(1);
        for (int level = 1; level <= picture.levels(); level++) {
            double x = Math.floor(geometry.x(level)) + 0.5;
            g.strokeLine(x, geometry.top(), x, geometry.height());
        }
    }

    private void edges(GraphicsContext g) {
        g.setStroke(palette.colour("-lw-edge"));
        int steps = (int) (geometry.height() / EDGE_STEP) + 3;
        BitSet[] drawn = new BitSet[picture.levels() + 1];
        for (TreeLayout.Edge edge : picture.layout().edges()) {
            if (!edge.best()) {
                continue;
            }
            TreeLayout.Node parent = picture.place(edge.edge().parent());
            TreeLayout.Node child = picture.place(edge.edge().child());
            double y0 = geometry.y(camera, parent.y());
            double y1 = geometry.y(camera, child.y());
            if (Math.max(y0, y1) < geometry.top() || Math.min(y0, y1) > geometry.height()) {
                continue;
            }
            int from = (int) Math.clamp(y0 / EDGE_STEP + 1, 0, steps - 1);
            int to = (int) Math.clamp(y1 / EDGE_STEP + 1, 0, steps - 1);
            if (drawn[parent.level()] == null) {
                drawn[parent.level()] = new BitSet(steps * steps);
            }
            if (drawn[parent.level()].get(from * steps + to)) {
                continue;
            }
            drawn[parent.level()].set(from * steps + to);
            g.setLineWidth(Math.min(1.2, edge.width()));
            curve(g, geometry.x(parent.level()), y0, geometry.x(child.level()), y1);
        }
    }

    /** A curve that leaves and arrives level. */
    static void curve(GraphicsContext g, double x0, double y0, double x1, double y1) {
        double middle = (x0 + x1) / 2;
        g.beginPath();
        g.moveTo(x0, y0);
        g.bezierCurveTo(middle, y0, middle, y1, x1, y1);
        g.stroke();
    }

    private void nodes(GraphicsContext g) {
        g.setFill(palette.colour("-lw-node"));
        for (TreeLayout.Node[] column : picture.columns()) {
            double lastY = -10;
            double lastRadius = 0;
            for (TreeLayout.Node node : column) {
                double y = geometry.y(camera, node.y());
                double radius = node.radius() * geometry.scale();
                if (y < geometry.top() - radius || y > geometry.height() + radius) {
                    continue;
                }
                if (y - lastY < NODE_STEP && radius <= lastRadius + 0.5) {
                    continue;
                }
                double x = geometry.x(node.level());
                g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
                lastY = y;
                lastRadius = radius;
            }
        }
    }
}
