package org.latentworkbench.app.gui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.InferenceThreshold;
import org.latentworkbench.engine.sae.SaeFolder;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.mining.MinedRegexes;
import org.latentworkbench.engine.search.mining.MiningOptions;
import org.latentworkbench.engine.search.mining.RegexMiner;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.AnnotatedDocument;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.BpeTrainer;
import org.latentworkbench.engine.text.Concept;
import org.latentworkbench.engine.text.ConceptTrack;
import org.latentworkbench.engine.text.Concepts;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.story.Story;
import org.latentworkbench.engine.text.story.StoryConcepts;
import org.latentworkbench.engine.text.story.StoryGenerator;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.workspace.Labels;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * A workspace made by the real engine in a second: stories of which every word is known, and an autoencoder whose latents are
 * the concepts of those stories, so that its levels are a true hierarchy. Some parents are silent on some of their
 * children's tokens: holes to be found. Made once per run; every test opens its own copy of nothing but the labels.
 */
public final class DemoFixture {
    /** Name of the autoencoder. */
    public static final String SAE = "matryoshka-1";

    /** Name of the corpus. */
    public static final String CORPUS = "stories";

    private static final int STORIES = 400;
    private static final int VOCABULARY = 2600;
    private static final int DEAD = 12;
    private static final int WIDTH = 24;
    private static final Path FOLDER = build();

    private DemoFixture() {}

    /** The folder of the workspace; do not write to it but through labels. */
    public static Path folder() {
        return FOLDER;
    }

    /** A copy of the workspace that a test may write to. */
    public static Path copyTo(Path target) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            for (Path file : files.toList()) {
                Path to = target.resolve(FOLDER.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens the autoencoder of a workspace as the session does. */
    public static OpenAutoencoder open(Workspace workspace) {
        TokenCorpus corpus = TokenCorpus.open(workspace.corpusDir(CORPUS));
        LatentIndex index = LatentIndex.open(workspace.indexDir(SAE, CORPUS), corpus);
        return new OpenAutoencoder(
                SAE, info(Hierarchy.ofStories()), Optional.of(index), workspace.labels(SAE), workspace.wordLists());
    }

    /** The latent of a concept. */
    public static int latent(String concept) {
        return Hierarchy.ofStories().latent(concept);
    }

    private static Path build() {
        try {
            Path folder = Path.of("target", "demo-fixture").toAbsolutePath();
            AtomicFile.deleteQuietly(folder);
            Files.createDirectories(folder);
            try (Workspace workspace = Workspace.open(folder.resolve("tinystories-lab"))) {
                fill(workspace);
                return workspace.directory();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fill(Workspace workspace) throws IOException {
        JobContext silent = JobContext.silent();
        Path tokenizer = Files.createTempFile("tokenizer", ".json");
        BpeTrainer.train(
                stories().stream().map(story -> new Document("story", story.text())), VOCABULARY, tokenizer, silent);
        CorpusWriter.writeAnnotated(
                workspace.corpusDir(CORPUS),
                CORPUS,
                stories().stream()
                        .map(story -> new AnnotatedDocument(new Document("story", story.text()), story.concepts())),
                StoryConcepts.hierarchy(),
                tokenizer,
                new CorpusOptions(64, BosRule.NONE, "made for tests"),
                silent);
        Files.delete(tokenizer);
        Hierarchy hierarchy = Hierarchy.ofStories();
        try (Arena arena = Arena.ofConfined();
                TokenCorpus corpus = TokenCorpus.open(workspace.corpusDir(CORPUS))) {
            SaeWeights weights = SaeWeights.allocate(arena, hierarchy.latents(), WIDTH);
            hierarchy.fillDecoder(weights.decoder());
            SaeFolder.write(
                    workspace.saeDir(SAE), info(hierarchy), weights, InferenceThreshold.NONE, Map.of("seed", 1));
            Path dir = workspace.indexDir(SAE, CORPUS);
            IndexBuilder.build(
                    dir,
                    new IndexSource(SAE, hierarchy.latents(), hierarchy.prefixes(), Optional.of(weights.decoder())),
                    corpus,
                    new ConceptEncoder(corpus.concepts().orElseThrow(), hierarchy),
                    silent);
            try (LatentIndex index = LatentIndex.open(dir, corpus)) {
                LatentTree.build(index, silent);
                explain(index);
            }
        }
        Labels labels = workspace.labels(SAE);
        labels.put(hierarchy.latent("female name"), "female names", "silent on some of Lily and Sue", true);
        labels.put(hierarchy.latent("animal"), "animals", "", false);
        labels.put(hierarchy.latent("name"), "people and pets by name", "", true);
        labels.put(hierarchy.latent("speech verb"), "speech verbs", "", false);
        labels.put(hierarchy.latent("Lily"), "Lily", "", false);
    }

    private static void explain(LatentIndex index) {
        var options = MiningOptions.DEFAULT;
        var miner =
                new RegexMiner(index, RegexEnvironment.of(index.corpus().tokenizer()), options, JobContext.silent());
        int latents = index.info().latents();
        MinedRegexes.none(options)
                .with(miner.mine(0, latents, JobContext.silent()), latents)
                .write(index);
    }

    private static List<Story> stories() {
        StoryGenerator generator = new StoryGenerator(7);
        return IntStream.range(0, STORIES).mapToObj(_ -> generator.next()).toList();
    }

    private static SaeInfo info(Hierarchy hierarchy) {
        return new SaeInfo(
                SAE,
                new SaeKind.Matryoshka(
                        8, IntStream.of(hierarchy.prefixes()).boxed().toList()),
                WIDTH,
                hierarchy.latents(),
                "",
                CORPUS,
                "resid_post.2",
                BosRule.NONE,
                64,
                InputScale.none(WIDTH));
    }

    /** Concepts as latents: ordered by depth, so that each depth is a level; a few dead ones at the end. */
    private record Hierarchy(List<Concept> order, Concepts concepts, int[] prefixes) {
        static Hierarchy ofStories() {
            Concepts concepts = StoryConcepts.hierarchy();
            List<Concept> order = new ArrayList<>();
            for (int i = 0; i < concepts.size(); i++) {
                order.add(concepts.get(i));
            }
            order.sort(Comparator.comparingInt(concept -> depth(concepts, concept)));
            List<Integer> prefixes = new ArrayList<>();
            for (int i = 1; i < order.size(); i++) {
                if (depth(concepts, order.get(i)) > depth(concepts, order.get(i - 1))) {
                    prefixes.add(i);
                }
            }
            prefixes.add(order.size() + DEAD);
            return new Hierarchy(
                    order,
                    concepts,
                    prefixes.stream().mapToInt(Integer::intValue).toArray());
        }

        private static int depth(Concepts concepts, Concept concept) {
            return concept.parent() < 0 ? 0 : 1 + depth(concepts, concepts.get(concept.parent()));
        }

        int latents() {
            return order.size() + DEAD;
        }

        int latent(String name) {
            for (int i = 0; i < order.size(); i++) {
                if (order.get(i).name().equals(name)) {
                    return i;
                }
            }
            throw new IllegalArgumentException(name);
        }

        int[] latentOfConcept() {
            int[] latents = new int[order.size()];
            for (int i = 0; i < order.size(); i++) {
                latents[order.get(i).id()] = i;
            }
            return latents;
        }

        void fillDecoder(FloatMatrix decoder) {
            Random random = new Random(3);
            int[] latentOf = latentOfConcept();
            for (int latent = 0; latent < latents(); latent++) {
                int parent = latent < order.size() ? order.get(latent).parent() : -1;
                for (int column = 0; column < WIDTH; column++) {
                    float inherited = parent < 0 ? 0 : 0.9f * decoder.get(latentOf[parent], column);
                    decoder.set(latent, column, inherited + 0.25f * (float) random.nextGaussian());
                }
            }
        }
    }

    /** Fires the latents of the concepts on each token, with strengths that look like activations, and with holes. */
    private static final class ConceptEncoder implements ContextEncoder {
        private final ConceptTrack track;
        private final Hierarchy hierarchy;
        private final int[] latentOf;

        ConceptEncoder(ConceptTrack track, Hierarchy hierarchy) {
            this.track = track;
            this.hierarchy = hierarchy;
            this.latentOf = hierarchy.latentOfConcept();
        }

        @Override
        public int latents() {
            return hierarchy.latents();
        }

        @Override
        public SparseRows encode(List<Context> batch) {
            int rows = batch.stream().mapToInt(Context::length).sum();
            int[] offsets = new int[rows + 1];
            List<Integer> latents = new ArrayList<>();
            List<Float> values = new ArrayList<>();
            int row = 0;
            for (Context context : batch) {
                for (long position = context.start(); position < context.end(); position++) {
                    int[] concepts = track.at(position);
                    long at = position;
                    IntStream.of(concepts)
                            .filter(concept -> !isHole(concept, concepts, at))
                            .map(concept -> latentOf[concept])
                            .sorted()
                            .forEach(latent -> {
                                latents.add(latent);
                                values.add(strength(latent, at));
                            });
                    offsets[++row] = latents.size();
                }
            }
            float[] array = new float[values.size()];
            for (int i = 0; i < array.length; i++) {
                array[i] = values.get(i);
            }
            return new SparseRows(
                    rows, offsets, latents.stream().mapToInt(Integer::intValue).toArray(), array);
        }

        /** A parent that is taken over by a child here: the more special the child, the more often. */
        private boolean isHole(int concept, int[] present, long position) {
            for (int child : present) {
                if (hierarchy.concepts().get(child).parent() == concept) {
                    return noise(concept * 7919L + child, position / 3) < (child % 5 == 0 ? 0.35 : 0.08);
                }
            }
            return false;
        }

        private static float strength(int latent, long position) {
            double base = 4 + 7 * noise(latent, 1);
            double shared = noise(17, position);
            double own = noise(latent * 31L, position);
            double share = 0.12 + 0.88 * Math.pow(0.75 * shared + 0.25 * own, 1.4);
            return (float) (base * share);
        }

        private static double noise(long a, long b) {
            long z = (a * 0x9E3779B97F4A7C15L) ^ (b * 0xBF58476D1CE4E5B9L);
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return ((z ^ (z >>> 31)) >>> 11) * 0x1.0p-53;
        }
    }
}
