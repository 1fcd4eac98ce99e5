package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NativeScope;

/** Carries interventions out in one pass, before other hooks see the values. */
final class InterventionHooks implements Hooks {
    private final List<Intervention> interventions;
    private final NativeScope scope;
    private final int[] lengths;
    private final int first;
    private final Hooks next;

    private InterventionHooks(
            List<Intervention> interventions, NativeScope scope, int[] lengths, int first, Hooks next) {
        this.interventions = interventions;
        this.scope = scope;
        this.lengths = lengths;
        this.first = first;
        this.next = next;
    }

    /**
     * Hooks of a pass.
     *
     * @param scope of the pass; owns the values put in place of others
     * @param lengths tokens of each context in the pass, padding not counted
     * @param first position of the pass's first token
     * @param next sees the values as they go on
     */
    static Hooks of(List<Intervention> interventions, NativeScope scope, int[] lengths, int first, Hooks next) {
        return interventions.isEmpty() ? next : new InterventionHooks(interventions, scope, lengths, first, next);
    }

    @Override
    public NDArray at(HookPoint.Kind kind, int layer, NDArray value) {
        NDArray current = value;
        for (Intervention intervention : interventions) {
            if (intervention.hook().kind() == kind && intervention.hook().layer() == layer) {
                current = replaced(current, intervention);
            }
        }
        return next.at(kind, layer, current);
    }

    @Override
    public boolean finished() {
        return next.finished();
    }

    private NDArray replaced(NDArray value, Intervention intervention) {
        int length = (int) value.getShape().get(1);
        int width = (int) value.getShape().get(2);
        int[] chosen = chosen(length, intervention);
        if (chosen.length == 0) {
            return value;
        }
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix all = FloatMatrix.allocate(arena, (long) lengths.length * length, width);
            NativeScope.download(value, all.data());
            FloatMatrix rows = FloatMatrix.allocate(arena, chosen.length, width);
            for (int i = 0; i < chosen.length; i++) {
                rows.rows(i, 1).data().copyFrom(all.rows(chosen[i], 1).data());
            }
            intervention.replacement().apply(rows);
            for (int i = 0; i < chosen.length; i++) {
                all.rows(chosen[i], 1).data().copyFrom(rows.rows(i, 1).data());
            }
            MemorySegment data = all.data();
            return scope.upload(data, lengths.length, length, width);
        }
    }

    /** Rows of the batch, padding left out. */
    private int[] chosen(int length, Intervention intervention) {
        return java.util.stream.IntStream.range(0, lengths.length * length)
                .filter(row -> row % length < lengths[row / length])
                .filter(row -> intervention.positions().test(first + row % length))
                .toArray();
    }
}
