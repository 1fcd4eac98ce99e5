package org.latentworkbench.app.gui.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.app.gui.reading.ContextReader;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tree.HolePairs;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.TreeEdge;

/** Compares a parent and a child on the same tokens off the interface thread. */
record PairUpdate(LatentIndex index, TreePicture picture, TreeViewModel.Pair pair) implements Job<PairPage> {
    private static final int CONTEXTS = 40;
    private static final int PAIRS = 1500;
    private static final long SEED = 1;

    @Override
    public PairPage run(JobContext job) {
        int child = picture.latent(pair.selected());
        PairPage.Named childNamed = named(pair.selected());
        if (!pair.isComplete()) {
            return alone(child, childNamed, job);
        }
        int parent = picture.latent(pair.parent());
        HolePairs holes = HolePairs.of(index, parent, child, CONTEXTS, PAIRS, SEED);
        job.checkCancelled();
        Map<PairPage.Kind, Long> counts = new EnumMap<>(PairPage.Kind.class);
        counts.put(PairPage.Kind.HOLES, holes.holes());
        counts.put(PairPage.Kind.BOTH, holes.both());
        counts.put(PairPage.Kind.PARENT_ONLY, holes.parentOnly());
        Map<PairPage.Kind, List<StripItem>> strips = new EnumMap<>(PairPage.Kind.class);
        ContextReader reader = new ContextReader(index);
        strips.put(PairPage.Kind.HOLES, strips(reader, holes.holeContexts(), parent, child, job));
        strips.put(PairPage.Kind.BOTH, strips(reader, holes.bothContexts(), parent, child, job));
        strips.put(PairPage.Kind.PARENT_ONLY, strips(reader, holes.parentOnlyContexts(), parent, child, job));
        return new PairPage(
                pair,
                Optional.of(named(pair.parent())),
                childNamed,
                pathScore(),
                holes.both() + holes.holes(),
                holes.decoderCosine().orElse(Double.NaN),
                holes.coverage(),
                holes.lift(),
                counts,
                strips,
                Optional.of(holes.sample()));
    }

    private PairPage alone(int latent, PairPage.Named named, JobContext job) {
        ContextReader reader = new ContextReader(index);
        List<StripItem> items = new ArrayList<>();
        for (ContextHit hit : index.topContexts(latent, CONTEXTS)) {
            job.checkCancelled();
            items.add(new StripItem.Strip(reader.read(hit, latent)));
        }
        return new PairPage(
                pair,
                Optional.empty(),
                named,
                "",
                index.statistics().count(latent),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Map.of(),
                Map.of(PairPage.Kind.PARENT_ONLY, items),
                Optional.empty());
    }

    private PairPage.Named named(int node) {
        int latent = picture.latent(node);
        return new PairPage.Named(latent, picture.title(node), picture.titles().isNamed(latent));
    }

    /** The scores from the child up to the parent, best parents only; empty when the parent is not above the child. */
    private String pathScore() {
        LatentForest forest = picture.forest();
        List<String> scores = new ArrayList<>();
        int at = pair.child();
        while (at != pair.parent()) {
            int from = at;
            Optional<TreeEdge> up = forest.parents(at).stream()
                    .filter(edge -> edge.parent() == pair.parent())
                    .findFirst()
                    .or(() -> forest.bestParent(from));
            if (up.isEmpty()) {
                return "";
            }
            scores.addFirst(Figures.two(up.get().score()));
            at = up.get().parent();
        }
        return String.join(" · ", scores);
    }

    private List<StripItem> strips(ContextReader reader, List<ContextHit> hits, int parent, int child, JobContext job) {
        List<StripItem> items = new ArrayList<>(hits.size());
        for (ContextHit hit : hits) {
            job.checkCancelled();
            StripContent strip =
                    reader.withSecond(reader.read(hit.context(), hit.peak(), parent), hit.context(), child);
            BitSet holes = new BitSet();
            for (int i = 0; i < strip.texts().size(); i++) {
                holes.set(i, strip.secondValue(i) > 0 && strip.value(i) == 0);
            }
            items.add(new StripItem.Strip(strip.withMarks(new BitSet(), holes)));
        }
        return items;
    }
}
