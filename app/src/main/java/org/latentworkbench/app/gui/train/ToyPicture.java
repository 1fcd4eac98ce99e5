package org.latentworkbench.app.gui.train;

import java.util.List;
import org.latentworkbench.engine.training.toy.ToyReport;

/**
 * What the autoencoders of the toy lab have found so far.
 *
 * @param step steps done
 * @param steps steps in all
 * @param names of the autoencoders
 * @param reports one for each
 */
record ToyPicture(long step, long steps, List<String> names, List<ToyReport> reports) {
    ToyPicture {
        names = List.copyOf(names);
        reports = List.copyOf(reports);
    }

    boolean isDone() {
        return step >= steps;
    }
}
