package org.latentworkbench.app.gui.tree;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.engine.tree.PairSample;

/**
 * What is shown of a parent and a child, or of a single node.
 *
 * @param pair which
 * @param parent the parent's latent and name; empty for a root
 * @param child the child's latent and name
 * @param pathScore scores along the way from parent to child, for example {@code "0.97 · 0.96"}
 * @param childFires tokens on which the child fires
 * @param decoderCosine cosine of the decoder rows, NaN when not known
 * @param coverage P(parent | child)
 * @param lift N·both/(n_parent·n_child)
 * @param counts tokens of each kind
 * @param strips contexts of each kind
 * @param sample value pairs for the scatter; empty for a root
 */
record PairPage(
        TreeViewModel.Pair pair,
        Optional<Named> parent,
        Named child,
        String pathScore,
        long childFires,
        double decoderCosine,
        double coverage,
        double lift,
        Map<Kind, Long> counts,
        Map<Kind, List<StripItem>> strips,
        Optional<PairSample> sample) {
    /** A latent by id and name. */
    record Named(int latent, String title, boolean named) {
        /** The name in quotation marks, or without where it is only its tokens. */
        String quoted() {
            return named ? "“" + title + "”" : title;
        }
    }

    /** How the two stand on a token. */
    enum Kind {
        HOLES("Holes"),
        BOTH("Both on"),
        PARENT_ONLY("Parent only");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
