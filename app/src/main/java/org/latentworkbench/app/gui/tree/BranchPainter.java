package org.latentworkbench.app.gui.tree;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.engine.tree.TreeEdge;
import org.latentworkbench.engine.tree.TreeLayout;
import org.latentworkbench.engine.tree.TreeLevel;

/** Draws the branch in view over the idle forest, with labels, and the names of the levels over the columns. */
final class BranchPainter {
    private static final double HALO = 7;
    private static final double LABEL_GAP = 12;
    private static final double LABEL_WIDTH = 150;
    /** From this column on a label stands at the right of its node. */
    private static final int RIGHT_FROM = 4;

    private final TreePicture picture;
    private final TreeGeometry geometry;
    private final Theme theme;
    private final Branch branch;
    private final Map<Integer, Double> ys;
    private final TreeViewModel.Pair pair;
    private final List<Rectangle2D> taken = new ArrayList<>();
    private final Text probe = new Text();

    BranchPainter(
            TreePicture picture,
            TreeGeometry geometry,
            Theme theme,
            Branch branch,
            Map<Integer, Double> ys,
            TreeViewModel.Pair pair) {
        this.picture = picture;
        this.geometry = geometry;
        this.theme = theme;
        this.branch = branch;
        this.ys = ys;
        this.pair = pair;
    }

    /** Where the nodes of a branch stand: around the place of its focus in the forest, inside the view. */
    static Map<Integer, Double> places(Branch branch, TreeGeometry geometry, double anchorRow, double anchorY) {
        Map<Integer, Double> ys = new HashMap<>();
        double row = geometry.row();
        double height = Math.max(0, branch.rows() - 1) * row;
        double lowest = geometry.top() + row;
        double highest = Math.max(lowest, geometry.branchBottom() - height);
        double start = Math.clamp(anchorY - anchorRow * row, lowest, highest);
        for (Branch.Node node : branch.nodes()) {
            ys.put(node.id(), start + node.row() * row);
        }
        for (Branch.More more : branch.more()) {
            ys.put(-1 - more.parent(), start + more.row() * row);
        }
        return ys;
    }

    void paint(GraphicsContext g) {
        g.clearRect(0, 0, geometry.width(), geometry.height());
        heads(g);
        if (branch.nodes().isEmpty()) {
            return;
        }
        Color background = theme.palette().colour("-color-bg-default");
        g.setStroke(background);
        g.setLineWidth(HALO * geometry.scale());
        branch.edges().forEach(edge -> curve(g, edge));
        further(g);
        Color rest = theme.palette().colour("-lw-bar");
        Color accent = theme.palette().colour("-color-accent-fg");
        for (boolean onPath : new boolean[] {false, true}) {
            g.setStroke(onPath ? accent : rest);
            for (TreeEdge edge : branch.edges()) {
                if (onPath == isPath(edge)) {
                    g.setLineWidth(TreeLayout.width(edge.score()) * geometry.scale() * (onPath ? 1.0 : 0.6)
                            + (onPath ? 0.4 : 0));
                    curve(g, edge);
                }
            }
        }
        for (Branch.Node node : branch.nodes()) {
            node(g, node, background);
        }
        labels(g, background);
        more(g);
    }

    private boolean isPath(TreeEdge edge) {
        return branch.path().contains(edge.parent()) && branch.path().contains(edge.child());
    }

    private void curve(GraphicsContext g, TreeEdge edge) {
        ForestPainter.curve(
                g,
                geometry.x(level(edge.parent())),
                y(edge.parent()),
                geometry.x(level(edge.child())),
                y(edge.child()));
    }

    private int level(int node) {
        return picture.tree().level(node).number();
    }

    private double y(int node) {
        return ys.getOrDefault(node, 0.0);
    }

    private void further(GraphicsContext g) {
        g.setStroke(theme.palette().colour("-lw-node"));
        g.setLineWidth(1);
        g.setLineDashes(4, 3);
        branch.further().forEach(edge -> curve(g, edge));
        g.setLineDashes();
    }

    private void node(GraphicsContext g, Branch.Node node, Color background) {
        double x = geometry.x(node.level());
        double y = y(node.id());
        double radius = radius(node.id());
        boolean parent = node.id() == pair.parent();
        boolean child = node.id() == pair.child();
        if (parent || child) {
            double ring = radius + 4 * geometry.scale();
            disc(g, x, y, ring + 1.5, background);
            g.setStroke(theme.palette().colour("-color-accent-fg"));
            g.setLineWidth(2);
            g.strokeOval(x - ring, y - ring, 2 * ring, 2 * ring);
            disc(
                    g,
                    x,
                    y,
                    radius,
                    parent ? theme.palette().activation(8) : theme.palette().second(8));
            return;
        }
        disc(g, x, y, radius + 1.5, background);
        boolean onPath = branch.path().contains(node.id());
        disc(g, x, y, radius, theme.palette().colour(onPath ? "-color-accent-fg" : "-lw-bar"));
    }

    private double radius(int node) {
        double least = node == pair.parent() || node == pair.child() ? 4.5 : 2.5;
        return Math.max(least, TreeLayout.radius(picture.tree().density(node))) * geometry.scale();
    }

    private static void disc(GraphicsContext g, double x, double y, double radius, Color fill) {
        g.setFill(fill);
        g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** The selected path first, so that its labels win the room. */
    private void labels(GraphicsContext g, Color background) {
        for (Branch.Node node : branch.nodes()) {
            double radius = radius(node.id()) + 4;
            taken.add(
                    new Rectangle2D(geometry.x(node.level()) - radius, y(node.id()) - radius, 2 * radius, 2 * radius));
        }
        for (boolean onPath : new boolean[] {true, false}) {
            for (Branch.Node node : branch.nodes()) {
                if (onPath == branch.path().contains(node.id())) {
                    label(g, node, onPath, background);
                }
            }
        }
    }

    private void label(GraphicsContext g, Branch.Node node, boolean onPath, Color background) {
        Font font = onPath ? theme.strongFont(12) : theme.font(12);
        probe.setFont(font);
        double height = 16 * geometry.scale();
        double x = geometry.x(node.level());
        double y = y(node.id());
        double gap = LABEL_GAP * geometry.scale();
        boolean right = node.level() >= RIGHT_FROM || node.level() == picture.levels();
        double room = right ? geometry.width() - x - gap - 4 : LABEL_WIDTH * geometry.scale();
        String words = shortened(picture.title(node.id()), room);
        double width = width(words);
        double left = right ? x + gap : Math.clamp(x - width / 2, 6, Math.max(6, geometry.width() - width - 6));
        double[] middles = right
                ? new double[] {y}
                : rises(node.id())
                        ? new double[] {y - height - 4, y + height + 4}
                        : new double[] {y + height + 4, y - height - 4};
        for (double middle : middles) {
            Rectangle2D place = new Rectangle2D(left - 2, middle - height / 2, width + 4, height);
            if (middle > geometry.top() && taken.stream().noneMatch(place::intersects)) {
                g.setFill(background);
                g.fillRect(place.getMinX(), place.getMinY(), place.getWidth(), place.getHeight());
                g.setFill(theme.palette().colour("-color-fg-default"));
                g.setFont(font);
                g.setTextAlign(TextAlignment.LEFT);
                g.setTextBaseline(VPos.CENTER);
                g.fillText(words, left, middle);
                taken.add(place);
                return;
            }
        }
    }

    private double width(String words) {
        probe.setText(words);
        return probe.getLayoutBounds().getWidth();
    }

    private String shortened(String title, double room) {
        String words = title;
        int length = title.length();
        while (length > 1 && width(words) > room) {
            length--;
            words = title.substring(0, length).strip() + "…";
        }
        return words;
    }

    private void more(GraphicsContext g) {
        g.setFont(theme.font(11));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        for (Branch.More more : branch.more()) {
            double x = geometry.x(more.level()) + LABEL_GAP * geometry.scale();
            double y = ys.getOrDefault(-1 - more.parent(), 0.0);
            String words = "+" + Figures.count(more.count()) + " more";
            probe.setFont(theme.font(11));
            probe.setText(words);
            g.setFill(theme.palette().colour("-color-bg-default"));
            g.fillRect(x - 2, y - 8, probe.getLayoutBounds().getWidth() + 4, 16);
            g.setFill(theme.palette().colour("-color-fg-muted"));
            g.fillText(words, x, y);
        }
    }

    /** Whether the edge into a node comes from below, so that its label goes above. */
    private boolean rises(int node) {
        return picture.forest()
                .bestParent(node)
                .map(edge -> y(edge.parent()) >= y(node))
                .orElse(true);
    }

    private void heads(GraphicsContext g) {
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        for (TreeLevel level : picture.forest().levels()) {
            double x = geometry.x(level.number());
            g.setFill(theme.palette().colour("-color-fg-default"));
            g.setFont(theme.strongFont(12));
            g.fillText(level.name(), x, 14 * geometry.scale());
            g.setFill(theme.palette().colour("-color-fg-muted"));
            g.setFont(theme.font(12));
            g.fillText(Figures.count(level.nodes()), x, 29 * geometry.scale());
        }
    }
}
