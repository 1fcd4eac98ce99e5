package org.latentworkbench.engine.tree;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.ContextRows;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.job.JobContext;

/**
 * Scores all pairs of neighbouring levels in passes over the token-major rows. One pass serves as many pairs as fit the
 * memory; usually all do.
 */
final class TreeBuilder {
    /** Bytes of sums held at a time. */
    static final long MEMORY = 256L << 20;

    /** Rows copied out of the store at a time. */
    private static final int ROWS = 512;

    private final List<TreeLevel> levels;
    private final List<LatentIndex> sources;
    private final long memory;

    TreeBuilder(List<TreeLevel> levels, List<LatentIndex> sources, long memory) {
        this.levels = levels;
        this.sources = sources;
        this.memory = memory;
        String corpus = sources.getFirst().info().corpusSha256();
        for (LatentIndex source : sources) {
            if (!source.info().corpusSha256().equals(corpus)) {
                throw new BadInputException("The index of " + source.info().sae() + " is on corpus "
                        + source.info().corpus() + ", that of "
                        + sources.getFirst().info().sae() + " on "
                        + sources.getFirst().info().corpus() + ". A tree needs one corpus: index both on the same.");
            }
        }
    }

    /** A run of children whose pairs with all parents of the level before are summed together. */
    private record Run(TreeLevel parents, TreeLevel children, int firstChild, int endChild) {
        PairBlock allocate() {
            return new PairBlock(parents, children, firstChild, endChild);
        }
    }

    /** Candidate edges in no particular order. */
    List<TreeEdge> edges(JobContext job) {
        List<List<Run>> passes = passes();
        List<TreeEdge> edges = new ArrayList<>();
        for (int pass = 0; pass < passes.size(); pass++) {
            List<PairBlock> blocks =
                    passes.get(pass).stream().map(Run::allocate).toList();
            run(blocks, job, pass, passes.size());
            for (PairBlock block : blocks) {
                collect(block, edges);
            }
        }
        return edges;
    }

    /** Cuts all pairs into runs; those of one pass fit the memory together. */
    private List<List<Run>> passes() {
        List<List<Run>> passes = new ArrayList<>();
        List<Run> pass = new ArrayList<>();
        passes.add(pass);
        long free = memory / PairBlock.BYTES_PER_PAIR;
        for (int l = 1; l < levels.size(); l++) {
            TreeLevel parents = levels.get(l - 1);
            TreeLevel children = levels.get(l);
            int end = children.firstLatent() + children.nodes();
            for (int first = children.firstLatent(); first < end; ) {
                if (free < parents.nodes() && !pass.isEmpty()) {
                    pass = new ArrayList<>();
                    passes.add(pass);
                    free = memory / PairBlock.BYTES_PER_PAIR;
                }
                int count = Math.clamp(free / parents.nodes(), 1, end - first);
                pass.add(new Run(parents, children, first, first + count));
                free -= (long) count * parents.nodes();
                first += count;
            }
        }
        return passes;
    }

    private void run(List<PairBlock> blocks, JobContext job, int pass, int passes) {
        long tokens = sources.getFirst().store().tokens();
        List<ContextRows> rows =
                sources.stream().map(source -> new ContextRows(source.store())).toList();
        for (long p = 0; p < tokens; p += ROWS) {
            job.checkCancelled();
            job.progress(pass * tokens + p, passes * tokens);
            int count = (int) Math.min(ROWS, tokens - p);
            for (ContextRows source : rows) {
                source.load(p, count);
            }
            for (PairBlock block : blocks) {
                block.add(
                        rows.get(block.parents().source()),
                        rows.get(block.children().source()));
            }
        }
    }

    private void collect(PairBlock block, List<TreeEdge> edges) {
        TreeLevel parents = block.parents();
        TreeLevel children = block.children();
        LatentStatistics parentStatistics = sources.get(parents.source()).statistics();
        LatentStatistics childStatistics = sources.get(children.source()).statistics();
        for (int child = block.firstChild(); child < block.endChild(); child++) {
            for (int node = parents.firstNode(); node < parents.firstNode() + parents.nodes(); node++) {
                int parent = parents.latent(node);
                long joint = block.joint(parent, child);
                if (joint == 0) {
                    continue;
                }
                double cosine = block.cosine(parent, child, childStatistics.sumOfSquares(child));
                double ratio = childStatistics.max(child) / parentStatistics.max(parent);
                if (cosine * ratio >= LatentTree.LEAST_SCORE) {
                    edges.add(TreeEdge.of(
                            node,
                            children.firstNode() + child - children.firstLatent(),
                            cosine,
                            ratio,
                            joint,
                            parentStatistics.count(parent),
                            childStatistics.count(child),
                            childStatistics.tokens()));
                }
            }
        }
    }
}
