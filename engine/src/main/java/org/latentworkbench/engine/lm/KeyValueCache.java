package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.lm.kernel.Heads;
import org.latentworkbench.engine.tensor.NativeScope;

/** Keys and values of all layers for the positions run so far, so that a further token costs one position. */
final class KeyValueCache {
    private final NativeScope scope;
    private final List<Entry> layers = new ArrayList<>();
    private int length;

    /** @param scope owns the keys and values */
    KeyValueCache(NativeScope scope) {
        this.scope = scope;
    }

    /** Keys and values of one layer, all positions. */
    record Entry(Heads keys, Heads values) {}

    /** Positions in it. */
    int length() {
        return length;
    }

    /** Counts positions once all layers have theirs. */
    void advance(int positions) {
        length += positions;
    }

    /** Adds a layer's keys and values of further positions; gives all. */
    Entry extend(int layer, Heads keys, Heads values) {
        if (layer == layers.size()) {
            layers.add(new Entry(kept(keys), kept(values)));
        } else {
            Entry before = layers.get(layer);
            layers.set(layer, new Entry(append(before.keys(), keys), append(before.values(), values)));
        }
        return layers.get(layer);
    }

    private Heads kept(Heads heads) {
        // A view would hold the whole product it is part of.
        NDArray own = heads.isPacked() ? heads.array() : heads.pack().array().duplicate();
        return Heads.packed(scope.keep(own), heads.count(), heads.width());
    }

    private Heads append(Heads before, Heads added) {
        NDArray all = scope.keep(before.array().concat(added.pack().array(), 1));
        before.array().close();
        return Heads.packed(all, added.count(), added.width());
    }
}
