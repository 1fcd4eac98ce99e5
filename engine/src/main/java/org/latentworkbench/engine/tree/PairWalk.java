package org.latentworkbench.engine.tree;

import java.util.BitSet;
import java.util.OptionalDouble;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.ContextRows;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.text.Context;

/** Walks the contexts in which a parent or a child fires and sorts their tokens into both, holes and parent only. */
final class PairWalk {
    private final LatentIndex parentIndex;
    private final int parent;
    private final LatentIndex childIndex;
    private final int child;
    private final StrongestContexts both;
    private final StrongestContexts holes;
    private final StrongestContexts parentOnly;
    private final PairReservoir pairs;
    private final ContextRows parentRows;
    private final ContextRows childRows;
    private long bothTokens;
    private long holeTokens;
    private long parentOnlyTokens;

    PairWalk(
            LatentIndex parentIndex,
            int parent,
            LatentIndex childIndex,
            int child,
            int contexts,
            int pairs,
            long seed) {
        if (!parentIndex.info().corpusSha256().equals(childIndex.info().corpusSha256())) {
            throw new BadInputException("Latents can be compared on one corpus only; "
                    + parentIndex.info().sae()
                    + " is indexed on " + parentIndex.info().corpus() + ", "
                    + childIndex.info().sae() + " on " + childIndex.info().corpus() + ".");
        }
        this.parentIndex = parentIndex;
        this.parent = parent;
        this.childIndex = childIndex;
        this.child = child;
        this.both = new StrongestContexts(contexts);
        this.holes = new StrongestContexts(contexts);
        this.parentOnly = new StrongestContexts(contexts);
        this.pairs = new PairReservoir(pairs, seed);
        this.parentRows = new ContextRows(parentIndex.store());
        this.childRows = parentIndex == childIndex ? parentRows : new ContextRows(childIndex.store());
    }

    HolePairs run() {
        var firing = new BitSet();
        parentIndex.forEachFiringContext(parent, firing::set);
        childIndex.forEachFiringContext(child, firing::set);
        firing.stream().forEach(c -> visit(parentIndex.corpus().context(c)));
        return new HolePairs(
                parent,
                child,
                bothTokens,
                holeTokens,
                parentOnlyTokens,
                lift(),
                parentIndex == childIndex ? parentIndex.decoderCosine(parent, child) : OptionalDouble.empty(),
                both.hits(),
                holes.hits(),
                parentOnly.hits(),
                pairs.sample());
    }

    private void visit(Context context) {
        parentRows.load(context);
        if (childRows != parentRows) {
            childRows.load(context);
        }
        for (int row = 0; row < context.length(); row++) {
            float a = parentRows.value(row, parent);
            float b = childRows.value(row, child);
            if (a == 0 && b == 0) {
                continue;
            }
            long position = context.start() + row;
            pairs.offer(position, a, b);
            if (a == 0) {
                holeTokens++;
                holes.offer(context, position, b);
            } else if (b == 0) {
                parentOnlyTokens++;
                parentOnly.offer(context, position, a);
            } else {
                bothTokens++;
                both.offer(context, position, b);
            }
        }
    }

    private double lift() {
        double expected = (double) (bothTokens + parentOnlyTokens) * (bothTokens + holeTokens);
        return expected == 0 ? 0 : parentIndex.store().tokens() * (double) bothTokens / expected;
    }
}
