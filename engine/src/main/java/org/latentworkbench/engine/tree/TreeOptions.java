package org.latentworkbench.engine.tree;

/**
 * Which edges and nodes a forest keeps.
 *
 * @param threshold least score of an edge, at least {@link LatentTree#LEAST_SCORE}
 * @param coverage least P(parent | child), in [0, 1]
 * @param minDensity least density of a node
 * @param maxParentDensity greatest density of a parent: a latent that is always on covers everything
 * @param minLift least lift of an edge; 1 is chance, and a parent of density p has at most 1/p
 * @param minJoint least number of tokens on which both fire
 */
public record TreeOptions(
        double threshold, double coverage, double minDensity, double maxParentDensity, double minLift, long minJoint) {
    /**
     * Score 0.6 (Nabeshima), any coverage and density, twice chance, 10 common tokens. Parents may be on for half of the
     * tokens, since the few latents of a small first prefix have to be dense.
     */
    public static final TreeOptions DEFAULT = new TreeOptions(0.6, 0, 0, 0.5, 2, 10);

    /** All candidate edges. */
    public static final TreeOptions EVERYTHING = new TreeOptions(LatentTree.LEAST_SCORE, 0, 0, 1, 0, 1);

    /** The same with another least score. */
    public TreeOptions withThreshold(double value) {
        return new TreeOptions(value, coverage, minDensity, maxParentDensity, minLift, minJoint);
    }

    /** The same with another least coverage. */
    public TreeOptions withCoverage(double value) {
        return new TreeOptions(threshold, value, minDensity, maxParentDensity, minLift, minJoint);
    }

    /** The same with another least density. */
    public TreeOptions withMinDensity(double value) {
        return new TreeOptions(threshold, coverage, value, maxParentDensity, minLift, minJoint);
    }

    /** The same with another greatest density of parents. */
    public TreeOptions withMaxParentDensity(double value) {
        return new TreeOptions(threshold, coverage, minDensity, value, minLift, minJoint);
    }

    /** The same with another least lift. */
    public TreeOptions withMinLift(double value) {
        return new TreeOptions(threshold, coverage, minDensity, maxParentDensity, value, minJoint);
    }

    /** The same with another least number of common tokens. */
    public TreeOptions withMinJoint(long value) {
        return new TreeOptions(threshold, coverage, minDensity, maxParentDensity, minLift, value);
    }

    /** Whether an edge between nodes of these densities is kept. */
    boolean keeps(TreeEdge edge, double parentDensity, double childDensity) {
        return edge.score() >= threshold
                && edge.coverage() >= coverage
                && edge.lift() >= minLift
                && edge.joint() >= minJoint
                && parentDensity >= minDensity
                && childDensity >= minDensity
                && parentDensity <= maxParentDensity;
    }
}
