package org.latentworkbench.app.gui.tree;

import java.util.Arrays;
import java.util.List;
import org.latentworkbench.app.gui.reading.LatentTitles;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeLayout;
import org.latentworkbench.engine.tree.TreeLevel;

/**
 * A forest laid out, ready to be drawn: places by node, nodes of each column from top to bottom. Immutable.
 *
 * @param forest the edges and nodes
 * @param layout their places
 * @param titles the names of the latents
 * @param columns nodes of each level by ascending y
 * @param places place of each node in {@link TreeLayout#nodes()}, -1 for nodes that are not drawn
 */
record TreePicture(
        LatentForest forest, TreeLayout layout, LatentTitles titles, List<TreeLayout.Node[]> columns, int[] places) {

    static TreePicture of(LatentForest forest, LatentTitles titles) {
        TreeLayout layout = TreeLayout.of(forest);
        int[] places = new int[forest.tree().nodes()];
        Arrays.fill(places, -1);
        for (int i = 0; i < layout.nodes().size(); i++) {
            places[layout.nodes().get(i).id()] = i;
        }
        List<TreeLayout.Node[]> columns = forest.levels().stream()
                .map(level -> layout.nodes().stream()
                        .filter(node -> node.level() == level.number())
                        .sorted(java.util.Comparator.comparingDouble(TreeLayout.Node::y))
                        .toArray(TreeLayout.Node[]::new))
                .toList();
        return new TreePicture(forest, layout, titles, columns, places);
    }

    LatentTree tree() {
        return forest.tree();
    }

    boolean holds(int node) {
        return node >= 0 && node < places.length && places[node] >= 0;
    }

    TreeLayout.Node place(int node) {
        return layout.nodes().get(places[node]);
    }

    int levels() {
        return columns.size();
    }

    /** The latent of a node in its own index. */
    int latent(int node) {
        TreeLevel level = tree().level(node);
        return level.latent(node);
    }

    /** What a node is called. */
    String title(int node) {
        return titles.title(latent(node));
    }
}
