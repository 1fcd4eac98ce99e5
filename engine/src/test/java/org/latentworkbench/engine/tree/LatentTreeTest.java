package org.latentworkbench.engine.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.RandomActivations;
import org.latentworkbench.engine.index.RandomCorpus;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

class LatentTreeTest {
    @TempDir
    Path folder;

    /** A = (4,0,2,2,0,1), B = (2,0,1,0,0,3): the worked example of the directed masked cosine. */
    @Test
    void theWorkedExampleOfTheDirectedScore() throws IOException {
        float[] a = {4, 0, 2, 2, 0, 1};
        float[] b = {2, 0, 1, 0, 0, 3};
        assertThat(score(a, b, "forth")).isCloseTo(0.568631, within(1e-6));
        assertThat(score(b, a, "back")).isCloseTo(0.926506, within(1e-6));
        TreeEdge edge = TreeEdge.of(0, 1, 0.758175, 0.75, 3, 4, 3, 6);
        assertThat(edge.coverage()).isEqualTo(1);
        assertThat(edge.lift()).isEqualTo(1.5);
        assertThat(edge.score()).isCloseTo(0.568631, within(1e-6));
    }

    private double score(float[] a, float[] b, String name) throws IOException {
        float[][] rows = new float[a.length][2];
        for (int i = 0; i < a.length; i++) {
            rows[i] = new float[] {a[i], b[i]};
        }
        Path place = Files.createDirectory(folder.resolve(name));
        try (TokenCorpus corpus = RandomCorpus.of(place, 2, 4, List.of(new int[a.length]));
                LatentIndex index = index(place.resolve("index"), corpus, new RandomActivations(rows), 1, 2)) {
            TreeEdge edge =
                    LatentTree.build(index, JobContext.silent()).candidates().getFirst();
            assertThat(edge.joint()).isEqualTo(3);
            assertThat(edge.cosine() * edge.ratio()).isEqualTo(edge.score());
            return edge.score();
        }
    }

    @Property(tries = 10)
    void edgesAreThoseOfTheDenseActivations(
            @ForAll @IntRange(min = 0, max = 1_000_000) int seed, @ForAll @IntRange(min = 4, max = 40) int latents)
            throws IOException {
        Path temporary = Files.createTempDirectory("tree");
        int[] prefixes = {latents / 4, latents / 2, latents};
        try (TokenCorpus corpus = RandomCorpus.random(temporary, seed, 12, 9, 15, 40)) {
            var activations = new RandomActivations(corpus, latents, seed);
            try (LatentIndex index = index(temporary.resolve("index"), corpus, activations, prefixes)) {
                LatentTree tree = LatentTree.build(index, JobContext.silent());
                List<TreeEdge> expected = new ArrayList<>();
                for (int level = 1; level < prefixes.length; level++) {
                    int firstParent = level == 1 ? 0 : prefixes[level - 2];
                    for (int parent = firstParent; parent < prefixes[level - 1]; parent++) {
                        for (int child = prefixes[level - 1]; child < prefixes[level]; child++) {
                            slowEdge(corpus, activations, parent, child).ifPresent(expected::add);
                        }
                    }
                }
                assertSameEdges(tree.candidates(), expected);
                assertSameEdges(LatentTree.open(index).candidates(), expected);
                LatentTree manyPasses = LatentTree.of(tree.levels(), List.of(index), 100, JobContext.silent());
                assertThat(manyPasses.candidates()).isEqualTo(tree.candidates());
                checkForest(tree.at(TreeOptions.EVERYTHING.withThreshold(0.5).withCoverage(0.2)));
                checkHoles(index, corpus, activations, 0, latents / 2, seed);
            }
        } finally {
            AtomicFile.deleteQuietly(temporary);
        }
    }

    private static LatentIndex index(Path dir, TokenCorpus corpus, RandomActivations activations, int... prefixes) {
        var source = new IndexSource("sae", prefixes[prefixes.length - 1], prefixes, Optional.empty());
        IndexBuilder.build(dir, source, corpus, activations, JobContext.silent());
        return LatentIndex.open(dir, corpus);
    }

    private static Optional<TreeEdge> slowEdge(
            TokenCorpus corpus, RandomActivations activations, int parent, int child) {
        double product = 0;
        double parentSquares = 0;
        double childSquares = 0;
        double maxParent = 0;
        double maxChild = 0;
        long joint = 0;
        long parents = 0;
        long children = 0;
        for (long p = 0; p < corpus.tokenCount(); p++) {
            double a = activations.stored(p, parent);
            double b = activations.stored(p, child);
            maxParent = Math.max(maxParent, a);
            maxChild = Math.max(maxChild, b);
            parents += a > 0 ? 1 : 0;
            if (b > 0) {
                children++;
                joint += a > 0 ? 1 : 0;
                product += a * b;
                parentSquares += a * a;
                childSquares += b * b;
            }
        }
        if (joint == 0) {
            return Optional.empty();
        }
        double cosine = product / (Math.sqrt(parentSquares) * Math.sqrt(childSquares));
        TreeEdge edge =
                TreeEdge.of(parent, child, cosine, maxChild / maxParent, joint, parents, children, corpus.tokenCount());
        return edge.score() >= LatentTree.LEAST_SCORE ? Optional.of(edge) : Optional.empty();
    }

    private static void assertSameEdges(List<TreeEdge> found, List<TreeEdge> expected) {
        assertThat(found).hasSameSizeAs(expected);
        List<TreeEdge> byPair = expected.stream()
                .sorted(Comparator.comparingInt(TreeEdge::child).thenComparingInt(TreeEdge::parent))
                .toList();
        List<TreeEdge> foundByPair = found.stream()
                .sorted(Comparator.comparingInt(TreeEdge::child).thenComparingInt(TreeEdge::parent))
                .toList();
        for (int e = 0; e < byPair.size(); e++) {
            TreeEdge slow = byPair.get(e);
            TreeEdge fast = foundByPair.get(e);
            assertThat(fast.parent()).isEqualTo(slow.parent());
            assertThat(fast.child()).isEqualTo(slow.child());
            assertThat(fast.joint()).isEqualTo(slow.joint());
            assertThat(fast.score()).isCloseTo(slow.score(), within(1e-9 * (1 + slow.score())));
            assertThat(fast.ratio()).isCloseTo(slow.ratio(), within(1e-9 * (1 + slow.ratio())));
            assertThat(fast.coverage()).isCloseTo(slow.coverage(), within(1e-12));
            assertThat(fast.lift()).isCloseTo(slow.lift(), within(1e-9 * slow.lift()));
        }
    }

    private static void checkForest(LatentForest forest) {
        int nodes = 0;
        for (TreeLevel level : forest.levels()) {
            for (int node : forest.nodes(level.number())) {
                nodes++;
                assertThat(forest.inDrawing(node)).isTrue();
                List<TreeEdge> parents = forest.parents(node);
                assertThat(parents).isSortedAccordingTo(Comparator.comparingDouble(edge -> -edge.score()));
                assertThat(forest.bestParent(node)).isEqualTo(parents.stream().findFirst());
                assertThat(forest.children(node)).isSubsetOf(forest.allChildren(node));
                assertThat(forest.allChildren(node)).allSatisfy(edge -> assertThat(forest.parents(edge.child()))
                        .contains(edge));
                int below = 1;
                for (TreeEdge edge : forest.children(node)) {
                    below += forest.subtreeSize(edge.child());
                }
                assertThat(forest.subtreeSize(node)).isEqualTo(below);
                int[] path = forest.path(node);
                assertThat(path).endsWith(node);
                assertThat(forest.roots()).contains(path[0]);
            }
        }
        assertThat(forest.size()).isEqualTo(nodes);
        assertThat(forest.edges())
                .hasSize(forest.extraParents() + nodes - forest.roots().length)
                .allSatisfy(edge -> assertThat(edge.score()).isGreaterThanOrEqualTo(0.5))
                .allSatisfy(edge -> assertThat(edge.coverage()).isGreaterThanOrEqualTo(0.2));
    }

    private static void checkHoles(
            LatentIndex index, TokenCorpus corpus, RandomActivations activations, int parent, int child, long seed) {
        HolePairs pairs = HolePairs.of(index, parent, child, 5, 50, seed);
        long both = 0;
        long holes = 0;
        long parentOnly = 0;
        float strongest = 0;
        for (long p = 0; p < corpus.tokenCount(); p++) {
            float a = activations.stored(p, parent);
            float b = activations.stored(p, child);
            both += a > 0 && b > 0 ? 1 : 0;
            holes += a == 0 && b > 0 ? 1 : 0;
            parentOnly += a > 0 && b == 0 ? 1 : 0;
            strongest = a == 0 ? Math.max(strongest, b) : strongest;
        }
        assertThat(pairs.both()).isEqualTo(both);
        assertThat(pairs.holes()).isEqualTo(holes);
        assertThat(pairs.parentOnly()).isEqualTo(parentOnly);
        assertThat(pairs.sample().total()).isEqualTo(both + holes + parentOnly);
        assertThat(pairs.sample().positions())
                .hasSize((int) Math.min(50, pairs.sample().total()))
                .isSorted();
        for (int i = 0; i < pairs.sample().positions().length; i++) {
            long p = pairs.sample().positions()[i];
            assertThat(pairs.sample().parent()[i]).isEqualTo(activations.stored(p, parent));
            assertThat(pairs.sample().child()[i]).isEqualTo(activations.stored(p, child));
        }
        if (holes > 0) {
            assertThat(pairs.holeContexts().getFirst().max()).isEqualTo(strongest);
        }
        assertThat(pairs.holeContexts())
                .hasSizeLessThanOrEqualTo(5)
                .isSortedAccordingTo(Comparator.comparingDouble(hit -> -hit.max()))
                .allSatisfy(hit ->
                        assertThat(activations.stored(hit.peak(), parent)).isZero())
                .allSatisfy(
                        hit -> assertThat(activations.stored(hit.peak(), child)).isEqualTo(hit.max()))
                .extracting(ContextHit::context)
                .doesNotHaveDuplicates();
    }

    @Test
    void alwaysOnLatentsAreNoParentsUnlessAskedFor() {
        float[][] rows = new float[40][3];
        for (int p = 0; p < rows.length; p++) {
            rows[p][0] = 1;
            rows[p][1] = p % 8 == 0 ? 1 : 0;
            rows[p][2] = p % 16 == 0 ? 1 : 0;
        }
        try (TokenCorpus corpus = RandomCorpus.of(folder, 2, 10, List.of(new int[40]));
                LatentIndex index = index(folder.resolve("index"), corpus, new RandomActivations(rows), 2, 3)) {
            LatentTree tree = LatentTree.build(index, JobContext.silent());
            TreeOptions few = TreeOptions.DEFAULT.withMinJoint(2);
            assertThat(tree.at(few).edges()).extracting(TreeEdge::parent).containsExactly(1);
            assertThat(tree.at(few.withMaxParentDensity(1).withMinLift(0)).edges())
                    .extracting(TreeEdge::parent)
                    .containsExactly(0, 1);
            assertThat(tree.at(few.withMaxParentDensity(1)).edges())
                    .as("lift 1 is chance")
                    .hasSize(1);
            assertThat(tree.at(few.withMinDensity(0.2)).edges()).isEmpty();
            assertThat(tree.at(TreeOptions.DEFAULT).edges())
                    .as("too few common tokens")
                    .isEmpty();
            assertThat(tree.jaccard(tree.at(few).edges().getFirst())).isEqualTo(3.0 / 5);
        }
    }

    @Test
    void aTreeAcrossAutoencodersCountsItsNodesOn() {
        float[][] narrow = new float[20][2];
        float[][] wide = new float[20][3];
        for (int p = 0; p < 20; p++) {
            narrow[p][1] = p % 2;
            wide[p][2] = p % 4 == 1 ? 1 : 0;
        }
        try (TokenCorpus corpus = RandomCorpus.of(folder, 2, 10, List.of(new int[20]));
                LatentIndex first = index(folder.resolve("narrow"), corpus, new RandomActivations(narrow), 2);
                LatentIndex second = index(folder.resolve("wide"), corpus, new RandomActivations(wide), 3)) {
            LatentTree tree = LatentTree.across(List.of(first, second), JobContext.silent());
            LatentForest forest = tree.at(TreeOptions.EVERYTHING.withThreshold(0.6));
            assertThat(forest.edges()).hasSize(1);
            assertThat(forest.edges().getFirst().parent()).isEqualTo(1);
            assertThat(forest.edges().getFirst().child()).isEqualTo(2 + 2);
            assertThat(tree.level(4).latent(4)).isEqualTo(2);
            assertThat(tree.density(4)).isEqualTo(0.25);
            HolePairs pairs = HolePairs.of(first, 1, second, 2, 3, 3, 0);
            assertThat(pairs.both()).isEqualTo(5);
            assertThat(pairs.holes()).isZero();
            assertThat(pairs.coverage()).isEqualTo(1);
            assertThat(pairs.lift()).isEqualTo(2);
            assertThatThrownBy(() -> LatentTree.across(List.of(second, first), JobContext.silent()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("growing width");
            assertThatThrownBy(() -> LatentTree.build(first, JobContext.silent()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("A tree needs a Matryoshka run");
        }
    }

    @Test
    void aDamagedTreeIsRefused() throws IOException {
        try (TokenCorpus corpus = RandomCorpus.random(folder, 1, 12, 9, 15, 40);
                LatentIndex index =
                        index(folder.resolve("index"), corpus, new RandomActivations(corpus, 20, 1), 5, 20)) {
            assertThat(LatentTree.exists(index.directory())).isFalse();
            LatentTree tree = LatentTree.openOrBuild(index, JobContext.silent());
            assertThat(LatentTree.openOrBuild(index, JobContext.silent()).candidates())
                    .isEqualTo(tree.candidates());
            Path file = index.directory().resolve("tree.bin");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> LatentTree.open(index))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("tree.bin");
        }
    }
}
