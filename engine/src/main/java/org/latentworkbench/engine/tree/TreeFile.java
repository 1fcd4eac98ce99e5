package org.latentworkbench.engine.tree;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.ArrayFile;
import org.latentworkbench.engine.index.LatentStatistics;

/** Candidate edges on disk, beside the index they were read off; what follows from counts is not stored. */
final class TreeFile {
    static final String NAME = "tree.bin";
    private static final String KIND = "latent-workbench/tree";
    private static final int VERSION = 1;

    private TreeFile() {}

    static void write(Path directory, LatentTree tree) {
        List<TreeEdge> edges = tree.candidates();
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("parent", edges.stream().mapToInt(TreeEdge::parent).toArray());
        arrays.put("child", edges.stream().mapToInt(TreeEdge::child).toArray());
        arrays.put("cosine", edges.stream().mapToDouble(TreeEdge::cosine).toArray());
        arrays.put("ratio", edges.stream().mapToDouble(TreeEdge::ratio).toArray());
        arrays.put("joint", edges.stream().mapToLong(TreeEdge::joint).toArray());
        arrays.put("count", counts(tree));
        ArrayFile.write(directory.resolve(NAME), KIND, VERSION, arrays);
    }

    /** Reads the tree of an index; refuses one whose latents fire on other numbers of tokens. */
    static LatentTree read(Path directory, List<TreeLevel> levels, LatentStatistics statistics) {
        Path file = directory.resolve(NAME);
        ArrayFile arrays = ArrayFile.read(file, KIND, VERSION);
        long[] counts = arrays.longs("count", statistics.latents());
        for (int latent = 0; latent < counts.length; latent++) {
            if (counts[latent] != statistics.count(latent)) {
                throw new BadInputException(file + " is of another index: latent " + latent + " fires on "
                        + counts[latent] + " tokens there, on " + statistics.count(latent)
                        + " here. Build the tree again.");
            }
        }
        int[] parents = arrays.ints("parent", -1);
        int[] children = arrays.ints("child", parents.length);
        double[] cosines = arrays.doubles("cosine", parents.length);
        double[] ratios = arrays.doubles("ratio", parents.length);
        long[] joint = arrays.longs("joint", parents.length);
        List<TreeEdge> edges = new ArrayList<>(parents.length);
        for (int e = 0; e < parents.length; e++) {
            int parent = parents[e];
            int child = children[e];
            if (parent < 0 || child <= parent || child >= counts.length) {
                throw new BadInputException(
                        file + " is damaged: edge " + e + " goes from " + parent + " to " + child + ".");
            }
            edges.add(TreeEdge.of(
                    parent,
                    child,
                    cosines[e],
                    ratios[e],
                    joint[e],
                    counts[parent],
                    counts[child],
                    statistics.tokens()));
        }
        return new LatentTree(levels, statistics.tokens(), counts, edges);
    }

    private static long[] counts(LatentTree tree) {
        long[] counts = new long[tree.nodes()];
        for (int node = 0; node < counts.length; node++) {
            counts[node] = tree.count(node);
        }
        return counts;
    }
}
