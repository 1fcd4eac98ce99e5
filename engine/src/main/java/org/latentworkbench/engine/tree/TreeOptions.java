package org.latentworkbench.engine.tree;

/**
 * Which edges and nodes a forest keeps.
 *
 * @param threshold least score of an edge, at least {@link LatentTree#LEAST_SCORE}
 * @param coverage least P(parent | child), in [0, 1]
 * @param minDensity least density of a node
 * @param maxParentDensity greatest density of a parent: a latent that is always on covers everything
 * @param minJoint least number of tokens on which both fire
 */
public record TreeOptions(
        double threshold, double coverage, double minDensity, double maxParentDensity, long minJoint) {
    /** Score 0.6 (Nabeshima), any coverage and density, parents on at most 20 % of tokens, 10 common tokens. */
    public static final TreeOptions DEFAULT = new TreeOptions(0.6, 0, 0, 0.2, 10);

    public TreeOptions withThreshold(double value) {
        return new TreeOptions(value, coverage, minDensity, maxParentDensity, minJoint);
    }

    public TreeOptions withCoverage(double value) {
        return new TreeOptions(threshold, value, minDensity, maxParentDensity, minJoint);
    }

    public TreeOptions withMinDensity(double value) {
        return new TreeOptions(threshold, coverage, value, maxParentDensity, minJoint);
    }

    public TreeOptions withMaxParentDensity(double value) {
        return new TreeOptions(threshold, coverage, minDensity, value, minJoint);
    }

    public TreeOptions withMinJoint(long value) {
        return new TreeOptions(threshold, coverage, minDensity, maxParentDensity, value);
    }
}
