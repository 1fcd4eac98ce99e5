package org.latentworkbench.app.gui.reading;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeOptions;

/** The tree that lies beside an index, opened once. Safe for use by several threads. */
public final class Families {
    private @Nullable LatentIndex of;
    private Optional<LatentTree> tree = Optional.empty();
    private Optional<LatentForest> forest = Optional.empty();

    /** Parents and children under the ordinary thresholds; empty while no tree was computed. */
    public synchronized Optional<LatentForest> forest(LatentIndex index) {
        open(index);
        return forest;
    }

    /** The tree with all its candidate edges; empty while none was computed. */
    public synchronized Optional<LatentTree> tree(LatentIndex index) {
        open(index);
        return tree;
    }

    private void open(LatentIndex index) {
        if (of == index && tree.isPresent()) {
            return;
        }
        of = index;
        tree = LatentTree.exists(index.directory()) ? Optional.of(LatentTree.open(index)) : Optional.empty();
        forest = tree.map(known -> known.at(TreeOptions.DEFAULT));
    }
}
