package org.latentworkbench.engine.tree;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.text.Context;

/** The contexts with the largest values among those offered, each once with its largest; offered in corpus order. */
final class StrongestContexts {
    private final int limit;
    private final List<ContextHit> hits = new ArrayList<>();

    StrongestContexts(int limit) {
        this.limit = limit;
    }

    void offer(Context context, long position, float value) {
        // All offers of a context come together: an earlier one of it is replaced if it is weaker.
        for (int i = 0; i < hits.size(); i++) {
            if (hits.get(i).context().index() == context.index()) {
                if (hits.get(i).max() >= value) {
                    return;
                }
                hits.remove(i);
                break;
            }
        }
        int slot = hits.size();
        while (slot > 0 && hits.get(slot - 1).max() < value) {
            slot--;
        }
        if (slot < limit) {
            hits.add(slot, new ContextHit(context, value, position));
            if (hits.size() > limit) {
                hits.removeLast();
            }
        }
    }

    List<ContextHit> hits() {
        return List.copyOf(hits);
    }
}
