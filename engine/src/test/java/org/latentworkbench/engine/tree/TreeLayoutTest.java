package org.latentworkbench.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeLayoutTest {
    private static final int[] SIZES = {20, 200, 2_000, 18_000};

    @Test
    void columnsKeepTheOrderOfTheWalkAndParentsStandAmongTheirChildren() {
        LatentForest forest = randomTree(3).at(TreeOptions.DEFAULT);
        TreeLayout layout = TreeLayout.of(forest);
        assertThat(layout.nodes())
                .hasSize(forest.size())
                .extracting(TreeLayout.Node::id)
                .doesNotHaveDuplicates();
        Map<Integer, TreeLayout.Node> places = new HashMap<>();
        double[] last = new double[SIZES.length + 1];
        java.util.Arrays.fill(last, -1);
        for (TreeLayout.Node node : layout.nodes()) {
            places.put(node.id(), node);
            assertThat(node.y()).isBetween(0.0, 1.0);
            assertThat(node.y()).as("column %d", node.level()).isGreaterThan(last[node.level()]);
            assertThat(node.radius()).isBetween(1.2, 7.0);
            last[node.level()] = node.y();
        }
        for (TreeLayout.Node node : layout.nodes()) {
            List<TreeEdge> children = forest.children(node.id());
            if (!children.isEmpty()) {
                assertThat(node.y())
                        .isBetween(
                                places.get(children.getFirst().child()).y(),
                                places.get(children.getLast().child()).y());
            }
        }
        assertThat(layout.edges()).hasSameSizeAs(forest.edges());
        assertThat(layout.edges()).isSortedAccordingTo(Comparator.comparing(edge -> !edge.best()));
        assertThat(layout.edges()).allSatisfy(edge -> assertThat(edge.width()).isBetween(0.4, 2.8));
    }

    @Test
    void anEmptyForestHasAnEmptyDrawing() {
        TreeLayout layout = TreeLayout.of(randomTree(3).at(TreeOptions.DEFAULT.withThreshold(99)));
        assertThat(layout.nodes()).isEmpty();
        assertThat(layout.edges()).isEmpty();
    }

    @Test
    void radiusGrowsWithTheRootOfTheDensity() {
        assertThat(TreeLayout.radius(0)).isEqualTo(1.2);
        assertThat(TreeLayout.radius(0.2)).isEqualTo(7);
        assertThat(TreeLayout.radius(0.05)).isEqualTo(1.2 + 5.8 / 2);
        assertThat(TreeLayout.width(0.3)).isEqualTo(0.4);
        assertThat(TreeLayout.width(1.7)).isEqualTo(2.8);
    }

    /** 20,220 nodes; every node of a deeper level has one to three parents. */
    private static LatentTree randomTree(long seed) {
        var random = new Random(seed);
        List<TreeLevel> levels = new ArrayList<>();
        int first = 0;
        for (int size : SIZES) {
            levels.add(new TreeLevel(levels.size() + 1, "level " + (levels.size() + 1), 0, first, size, first));
            first += size;
        }
        long[] counts = new long[first];
        List<TreeEdge> edges = new ArrayList<>();
        for (int node = 0; node < first; node++) {
            counts[node] = 100 + random.nextInt(9_000);
        }
        for (TreeLevel level : levels.subList(1, levels.size())) {
            TreeLevel before = levels.get(level.number() - 2);
            for (int node = level.firstNode(); node < level.firstNode() + level.nodes(); node++) {
                int parents = 1 + random.nextInt(3);
                int parent = before.firstNode() + random.nextInt(before.nodes() - parents);
                for (int p = 0; p < parents; p++) {
                    edges.add(TreeEdge.of(
                            parent + p,
                            node,
                            0.5 + random.nextDouble(),
                            1,
                            50,
                            counts[parent + p],
                            counts[node],
                            100_000));
                }
            }
        }
        return new LatentTree(levels, 100_000, counts, edges);
    }
}
