package org.latentworkbench.engine.tree;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.JobContext;

/**
 * All candidate edges between neighbouring levels, so that the forest of any threshold from {@link #LEAST_SCORE} is
 * made at once. A node's id is its latent id in the tree of one autoencoder; across several the ids count on through
 * them.
 *
 * <p>Levels are the prefixes of one Matryoshka autoencoder (a level's own latents lie between the prefix before and its
 * own), or whole autoencoders of growing width. Parents come from the level directly before, as in Nabeshima's latent
 * tree: a latent without a parent there is a root of its level. Immutable.
 */
public final class LatentTree {
    /** Edges below this score are not kept. */
    public static final double LEAST_SCORE = 0.3;

    private final List<TreeLevel> levels;
    private final long tokens;
    private final long[] counts;
    private final List<TreeEdge> byChild;
    private final List<TreeEdge> byParent;

    LatentTree(List<TreeLevel> levels, long tokens, long[] counts, List<TreeEdge> edges) {
        this.levels = List.copyOf(levels);
        this.tokens = tokens;
        this.counts = counts;
        // Sorted once: a forest only filters.
        byChild = sorted(edges, TreeEdge::child, TreeEdge::parent);
        byParent = sorted(edges, TreeEdge::parent, TreeEdge::child);
    }

    private static List<TreeEdge> sorted(
            List<TreeEdge> edges, ToIntFunction<TreeEdge> group, ToIntFunction<TreeEdge> tie) {
        return edges.stream()
                .sorted(Comparator.comparingInt(group)
                        .thenComparing(
                                Comparator.comparingDouble(TreeEdge::score).reversed())
                        .thenComparingInt(tie))
                .toList();
    }

    /**
     * Scores the prefixes of one autoencoder without writing anything, for a folder that is only read.
     *
     * @throws BadInputException if the autoencoder has no nested prefixes
     */
    public static LatentTree compute(LatentIndex index, JobContext job) {
        return of(levels(index.info()), List.of(index), TreeBuilder.MEMORY, job);
    }

    /** As {@link #compute}, and keeps the tree in the index folder. */
    public static LatentTree build(LatentIndex index, JobContext job) {
        LatentTree tree = compute(index, job);
        TreeFile.write(index.directory(), tree);
        return tree;
    }

    /**
     * Scores autoencoders of growing width that are indexed on the same corpus; the tree is not kept on disk.
     *
     * @param indexes at least two, from the narrowest
     * @throws BadInputException if they are on different corpora or do not grow
     */
    public static LatentTree across(List<LatentIndex> indexes, JobContext job) {
        if (indexes.size() < 2) {
            throw new BadInputException("A tree across autoencoders needs at least two, " + indexes.size() + " given.");
        }
        List<TreeLevel> levels = new ArrayList<>();
        int nodes = 0;
        int before = 0;
        for (LatentIndex index : indexes) {
            IndexInfo info = index.info();
            if (info.latents() <= before) {
                throw new BadInputException("Autoencoder " + info.sae() + " has " + info.latents()
                        + " latents, the one before it " + before + ". Give them in growing width.");
            }
            before = info.latents();
            levels.add(new TreeLevel(levels.size() + 1, info.sae(), levels.size(), nodes, info.latents(), 0));
            nodes = Math.addExact(nodes, info.latents());
        }
        return of(levels, indexes, TreeBuilder.MEMORY, job);
    }

    /** Whether a tree lies in an index folder. */
    public static boolean exists(Path indexFolder) {
        return Files.isRegularFile(indexFolder.resolve(TreeFile.NAME));
    }

    /**
     * Opens the tree that lies in an index's folder.
     *
     * @throws BadInputException if there is none, or it is damaged or of another index
     */
    public static LatentTree open(LatentIndex index) {
        return TreeFile.read(index.directory(), levels(index.info()), index.statistics());
    }

    /** Opens the tree of an index, building it first where there is none. */
    public static LatentTree openOrBuild(LatentIndex index, JobContext job) {
        return exists(index.directory()) ? open(index) : build(index, job);
    }

    static LatentTree of(List<TreeLevel> levels, List<LatentIndex> sources, long memory, JobContext job) {
        List<TreeEdge> edges = new TreeBuilder(levels, sources, memory).edges(job);
        TreeLevel last = levels.getLast();
        long[] counts = new long[last.firstNode() + last.nodes()];
        for (TreeLevel level : levels) {
            for (int node = level.firstNode(); node < level.firstNode() + level.nodes(); node++) {
                counts[node] = sources.get(level.source()).statistics().count(level.latent(node));
            }
        }
        return new LatentTree(levels, sources.getFirst().statistics().tokens(), counts, edges);
    }

    private static List<TreeLevel> levels(IndexInfo info) {
        int[] prefixes = info.prefixes();
        if (prefixes.length < 2) {
            throw new BadInputException("Autoencoder " + info.sae()
                    + " has no nested prefixes. A tree needs a Matryoshka run, or two runs of different width.");
        }
        List<TreeLevel> levels = new ArrayList<>();
        int first = 0;
        for (int prefix : prefixes) {
            int number = levels.size() + 1;
            levels.add(new TreeLevel(number, "level " + number, 0, first, prefix - first, first));
            first = prefix;
        }
        return levels;
    }

    /** The levels, from the coarsest. */
    public List<TreeLevel> levels() {
        return levels;
    }

    /** The level a node is of. */
    public TreeLevel level(int node) {
        for (TreeLevel level : levels) {
            if (level.holds(node)) {
                return level;
            }
        }
        throw new IndexOutOfBoundsException("no node " + node);
    }

    /** Number of nodes on all levels. */
    public int nodes() {
        return counts.length;
    }

    /** Number of tokens on which a node fires. */
    public long count(int node) {
        return counts[node];
    }

    /** Share of tokens on which a node fires. */
    public double density(int node) {
        return tokens == 0 ? 0 : (double) counts[node] / tokens;
    }

    /** All candidate edges, by child, best first. */
    public List<TreeEdge> candidates() {
        return byChild;
    }

    /** Share of the tokens on which either end of an edge fires that both fire on, C/(n_p + n_c − C). */
    public double jaccard(TreeEdge edge) {
        return (double) edge.joint() / (counts[edge.parent()] + counts[edge.child()] - edge.joint());
    }

    /** The forest that remains under some options; linear in the number of candidates. */
    public LatentForest at(TreeOptions options) {
        return new LatentForest(this, options, kept(byChild, options), kept(byParent, options));
    }

    private List<TreeEdge> kept(List<TreeEdge> edges, TreeOptions options) {
        List<TreeEdge> kept = new ArrayList<>();
        for (TreeEdge edge : edges) {
            if (options.keeps(edge, density(edge.parent()), density(edge.child()))) {
                kept.add(edge);
            }
        }
        return Collections.unmodifiableList(kept);
    }
}
