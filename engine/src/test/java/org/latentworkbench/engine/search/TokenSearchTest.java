package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.RandomActivations;
import org.latentworkbench.engine.index.RandomCorpus;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.syntax.TokenRegexException;
import org.latentworkbench.engine.text.TokenCorpus;

/** Searches of a small index against sums over the dense activations. */
class TokenSearchTest {
    private static final int LATENTS = 12;
    private static final String SCRIPT = " w1[re ` w[0-5]`]";

    @TempDir
    private Path folder;

    private TokenCorpus corpus;
    private RandomActivations activations;
    private LatentIndex index;
    private RegexEnvironment environment;
    private ExecutorService pool;

    @BeforeEach
    void build() {
        corpus = RandomCorpus.random(folder, 5, 17, 16, 80, 90);
        activations = new RandomActivations(corpus, LATENTS, 5);
        var source = new IndexSource("sae", LATENTS, new int[] {3, 6, LATENTS}, Optional.empty());
        IndexBuilder.build(folder.resolve("index"), source, corpus, activations, JobContext.silent());
        index = LatentIndex.open(folder.resolve("index"), corpus);
        environment = RegexEnvironment.of(corpus.tokenizer()).withLatents(new Names());
        pool = Executors.newFixedThreadPool(2);
    }

    @AfterEach
    void close() {
        pool.shutdownNow();
        index.close();
        corpus.close();
    }

    private record Names() implements LatentNames {
        @Override
        public int latents() {
            return LATENTS;
        }

        @Override
        public int[] labelled(String words) {
            return words.equals("two of them") ? new int[] {4, 7} : new int[0];
        }

        @Override
        public List<String> labels() {
            return List.of("two of them");
        }
    }

    private SearchResult search(String script, SearchOptions options) {
        return new TokenSearch(index, environment, pool, 2).search(script, options, JobContext.silent());
    }

    /** Matched positions, document by document. */
    private BitSet matches(String script, SearchOptions options) {
        BitSet matched = new BitSet();
        RegexMatcher matcher = TokenRegex.compile(script, environment).matcher();
        for (int d = options.firstDocument(); d < Math.min(options.endDocument(), corpus.documentCount()); d++) {
            int start = (int) corpus.documentStart(d);
            int[] tokens = new int[(int) corpus.documentStart(d + 1) - start];
            corpus.copyTokens(start, tokens.length, tokens, 0);
            for (int position : matcher.match(tokens, tokens.length).positions()) {
                if (position >= options.firstToken() && position < options.endToken()) {
                    matched.set(start + position);
                }
            }
        }
        return matched;
    }

    private static BitSet set(MatchPositions positions) {
        BitSet set = new BitSet();
        for (long p = positions.next(0); p >= 0; p = positions.next(p + 1)) {
            set.set((int) p);
        }
        return set;
    }

    private BitSet searched(SearchOptions options) {
        BitSet set = new BitSet();
        for (int d = options.firstDocument(); d < Math.min(options.endDocument(), corpus.documentCount()); d++) {
            long start = corpus.documentStart(d);
            long length = corpus.documentStart(d + 1) - start;
            for (long t = options.firstToken(); t < Math.min(length, options.endToken()); t++) {
                set.set((int) (start + t));
            }
        }
        return set;
    }

    private void assertScores(SearchResult result, SearchOptions options) {
        BitSet searched = searched(options);
        BitSet matched = set(result.positions());
        assertThat(matched).isEqualTo(matches(result.script(), options));
        assertThat(result.matches()).isEqualTo(matched.cardinality()).isPositive();
        assertThat(result.tokens()).isEqualTo(searched.cardinality());
        assertThat(result.latents()).isNotEmpty();
        for (RankedLatent ranked : result.latents()) {
            LongToDoubleFunction a = position -> activations.stored(position, ranked.latent());
            double sum = matched.stream().mapToDouble(p -> a.applyAsDouble(p)).sum();
            double norm = Math.sqrt(searched.stream()
                    .mapToDouble(p -> Math.pow(a.applyAsDouble(p), 2))
                    .sum());
            long hits = matched.stream().filter(p -> a.applyAsDouble(p) > 0).count();
            long firing = searched.stream().filter(p -> a.applyAsDouble(p) > 0).count();
            assertThat(ranked.cosine()).isCloseTo(sum / Math.sqrt(matched.cardinality()) / norm, within(1e-6));
            assertThat(ranked.mean()).isCloseTo(sum / matched.cardinality(), within(1e-6));
            assertThat(ranked.hits()).isEqualTo(hits);
            assertThat(ranked.firing()).isEqualTo(firing);
            assertThat(ranked.precision()).isCloseTo((double) hits / firing, within(1e-12));
            double chance = (double) matched.cardinality() / searched.cardinality();
            assertThat(ranked.lift()).isCloseTo((double) hits / firing / chance, within(1e-9));
            assertThat(ranked.recall()).isCloseTo((double) hits / matched.cardinality(), within(1e-12));
        }
        assertThat(result.latents()).isSortedAccordingTo((x, y) -> Double.compare(y.cosine(), x.cosine()));
    }

    @Test
    void ranksEveryLatentThatFiresOnAMatch() {
        SearchResult result = search(SCRIPT, SearchOptions.DEFAULT);
        assertScores(result, SearchOptions.DEFAULT);
        assertThat(result.latents()).hasSize(result.firingLatents()).hasSizeBetween(2, LATENTS - 1);
    }

    @Test
    void ranksByTheOtherTokensWhereMostOfThemMatch() {
        for (String script : List.of(".", "[re ` w.*`]", "(?<=.).")) {
            SearchResult result = search(script, SearchOptions.DEFAULT);
            assertThat(result.matches()).isGreaterThan(corpus.tokenCount() / 2);
            assertScores(result, SearchOptions.DEFAULT);
            assertThat(result.latents()).hasSize(result.firingLatents());
        }
    }

    @Test
    void scoresAPartOfTheCorpusByThatPartAlone() {
        SearchOptions documents = SearchOptions.DEFAULT.withDocuments(10, 50);
        assertScores(search(SCRIPT, documents), documents);
        SearchOptions starts = SearchOptions.DEFAULT.withTokens(3, 20);
        assertScores(search(SCRIPT, starts), starts);
    }

    @Test
    void keepsToTheLatentsAskedFor() {
        LatentFilter filter = new LatentFilter(Optional.empty(), 2, 2, 0, 1);
        SearchResult result = search(SCRIPT, SearchOptions.DEFAULT.withFilter(filter));
        assertThat(result.latents()).isNotEmpty().allMatch(ranked -> ranked.latent() >= 3 && ranked.latent() < 6);
        assertThat(search(SCRIPT, SearchOptions.DEFAULT.withLimit(2)).latents())
                .isEqualTo(search(SCRIPT, SearchOptions.DEFAULT).latents().subList(0, 2));
        assertThat(search(SCRIPT, SearchOptions.DEFAULT.withMinimumMatches(1_000_000))
                        .latents())
                .isEmpty();
    }

    @Test
    void givesEqualBitsOnOneThreadAndOnMany() {
        SearchResult many = search(".", SearchOptions.DEFAULT);
        SearchResult one = new TokenSearch(index, environment, Runnable::run, 0)
                .search(".", SearchOptions.DEFAULT, JobContext.silent());
        assertThat(many.latents()).isEqualTo(one.latents());
    }

    @Test
    void asksLatentsTokenByToken() {
        SearchResult result = search("[3>0.5 & !(4 | 7)] w1", SearchOptions.DEFAULT);
        BitSet expected = new BitSet();
        for (int d = 0; d < corpus.documentCount(); d++) {
            for (long p = corpus.documentStart(d) + 1; p < corpus.documentStart(d + 1); p++) {
                boolean before = activations.stored(p - 1, 3) > 0.5f
                        && activations.stored(p - 1, 4) == 0
                        && activations.stored(p - 1, 7) == 0;
                if (before && corpus.vocabulary().text(corpus.token(p)).equals(" w1")) {
                    expected.set((int) p);
                }
            }
        }
        assertThat(set(result.positions())).isEqualTo(expected);
        assertThat(set(search("[3>0.5 & !label:\"two of them\"] w1", SearchOptions.DEFAULT)
                        .positions()))
                .isEqualTo(expected);
        assertThatThrownBy(() -> search("[12]", SearchOptions.DEFAULT))
                .isInstanceOf(TokenRegexException.class)
                .hasMessageContaining("the last one is 11");
    }

    @Test
    void candidateDocumentsHoldEveryMatch() {
        for (String script : List.of(
                " w16", "( w15| w16).{,3} w1", "( w1| w15){2}(?<= w15)", "[a= w14].*[a]", "(?<= w16).", " w99")) {
            TokenRegex regex = TokenRegex.compile(script, environment);
            BitSet candidates =
                    Candidates.ask(regex, index, JobContext.silent()).orElseThrow();
            BitSet matching = new BitSet();
            matches(script, SearchOptions.DEFAULT).stream().forEach(p -> matching.set(corpus.documentAt(p)));
            BitSet missed = (BitSet) matching.clone();
            missed.andNot(candidates);
            assertThat(missed.isEmpty()).as(script).isTrue();
            assertThat(candidates.cardinality()).as(script).isLessThan(corpus.documentCount());
        }
    }

    @Test
    void candidateDocumentsAreThoseInWhichRareLatentsFire() {
        List<String> scripts = List.of("[10] w1", "w1[10>0.1 & !4]", "(?<=[10]).{1,3}", "[10][10 | 3]", "[10>0.2] w99");
        for (String script : scripts) {
            TokenRegex regex = TokenRegex.compile(script, environment);
            BitSet candidates =
                    Candidates.ask(regex, index, JobContext.silent()).orElseThrow();
            assertThat(candidates.cardinality()).as(script).isLessThan(corpus.documentCount());
            BitSet positions = set(search(script, SearchOptions.DEFAULT).positions());
            assertThat(positions.stream().map(corpus::documentAt).allMatch(candidates::get))
                    .as(script)
                    .isTrue();
        }
        for (String script : List.of("[10 | 3]", "[!10]", "[10<1]", "[10]|[3]", "(?![10]).", "[10]{,2}.")) {
            assertThat(Candidates.ask(TokenRegex.compile(script, environment), index, JobContext.silent()))
                    .as(script)
                    .isEmpty();
        }
    }

    @Test
    void exceptionsAddUpAndLieWhereTheySay() {
        SearchResult result = search(SCRIPT, SearchOptions.DEFAULT);
        BitSet matched = set(result.positions());
        TokenSearch search = new TokenSearch(index, environment);
        for (int latent = 0; latent < LATENTS; latent++) {
            for (ExceptionKind kind : ExceptionKind.values()) {
                int of = latent;
                Exceptions all = search.exceptions(result, latent, kind, 100_000);
                assertThat(all.matchedFiring() + all.matchedSilent()).isEqualTo(result.matches());
                assertThat(all.matchedFiring() + all.firingUnmatched())
                        .isEqualTo(index.statistics().count(latent));
                assertThat(all.examples()).hasSize((int) all.count());
                for (ExceptionExample example : all.examples()) {
                    int position = (int) example.position();
                    assertThat(example.activation()).isEqualTo(activations.stored(position, of));
                    assertThat(example.activation() > 0).isEqualTo(kind != ExceptionKind.MATCHED_SILENT);
                    assertThat(matched.get(position)).isEqualTo(kind != ExceptionKind.FIRING_UNMATCHED);
                    assertThat(example.matchStart()).isEqualTo(matched.get(position) ? position - 1 : -1);
                    assertThat(example.context().start()).isLessThanOrEqualTo(position);
                    assertThat(example.context().end()).isGreaterThan(position);
                }
                assertThat(search.exceptions(result, latent, kind, 3).examples())
                        .isEqualTo(all.examples().stream().limit(3).toList());
                List<ExceptionExample> some =
                        search.randomExceptions(result, latent, kind, 3, 9).examples();
                assertThat(all.examples()).containsAll(some);
                assertThat(some).hasSize((int) Math.min(3, all.count()));
            }
        }
        assertThatThrownBy(() -> search.exceptions(result, LATENTS, ExceptionKind.MATCHED_FIRING, 1))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void matchesOfADocumentCountFromItsFirstToken() {
        SearchResult result = search(SCRIPT, SearchOptions.DEFAULT);
        TokenSearch search = new TokenSearch(index, environment);
        List<Integer> found = new ArrayList<>();
        for (int d = 0; d < corpus.documentCount(); d++) {
            for (int position : search.matchesIn(result, d)) {
                found.add((int) corpus.documentStart(d) + position);
            }
        }
        assertThat(found).isEqualTo(set(result.positions()).stream().boxed().toList());
    }

    @Test
    void documentsAreMatchedWithoutAnIndexToo() {
        DocumentMatcher.Matches found = DocumentMatcher.over(corpus).match(SCRIPT, environment, JobContext.silent());
        List<Integer> positions = found.positions().stream()
                .map(pair -> (int) corpus.documentStart(pair[0]) + pair[1])
                .toList();
        assertThat(positions)
                .isEqualTo(
                        matches(SCRIPT, SearchOptions.DEFAULT).stream().boxed().toList());
        assertThat(found.complete()).isTrue();
    }

    @Test
    void stopsWhenTheJobIsStopped() {
        AtomicInteger asked = new AtomicInteger();
        JobContext stopping = stoppingAfter(20, asked);
        TokenSearch search = new TokenSearch(index, environment, pool, 2);
        assertThatThrownBy(() -> search.search("[a=.][b=.].*[a](?=[b])", SearchOptions.DEFAULT, stopping))
                .isInstanceOf(CancelledException.class);
        assertThat(asked.get()).isLessThan(60);
    }

    @Test
    void aStoppedSearchLeavesNoThreadBusy() throws InterruptedException {
        for (String script : List.of(
                " w1",
                "[a=.].*[a]",
                "(?<= w1).{,5}",
                "([a=.]|.[b=.]).*[a][b]?",
                "[a=.+][b=.+].*[a].*[b]",
                "[a=.][b=.].*[a]")) {
            ExecutorService threads = Executors.newFixedThreadPool(2);
            TokenSearch search = new TokenSearch(index, environment, threads, 2);
            assertThatThrownBy(
                            () -> search.search(script, SearchOptions.DEFAULT, stoppingAfter(5, new AtomicInteger())))
                    .as(script)
                    .isInstanceOf(CancelledException.class);
            threads.shutdown();
            assertThat(threads.awaitTermination(10, TimeUnit.SECONDS))
                    .as("the threads end after stopping " + script)
                    .isTrue();
        }
    }

    @Test
    void tellsOfMatchesWhileItSearches() {
        List<Long> told = new ArrayList<>();
        List<Long> counts = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        SearchResult result = new TokenSearch(index, environment, pool, 2)
                .search(SCRIPT, SearchOptions.DEFAULT, JobContext.silent(), (positions, matches, read) -> {
                    assertThat(inside.incrementAndGet()).isOne();
                    assertThat(positions).isSorted().hasSizeBetween(1, TokenSearch.BATCH);
                    assertThat(read).isBetween(1L, corpus.tokenCount());
                    Arrays.stream(positions).forEach(told::add);
                    counts.add(matches);
                    inside.decrementAndGet();
                });
        assertThat(counts).isSorted().endsWith(result.matches());
        assertThat(told).hasSizeLessThanOrEqualTo((int) result.matches()).isNotEmpty();
        assertThat(told).allMatch(position -> result.positions().contains(position));
    }

    @Test
    void tellsHowItWouldSearch() {
        TokenSearch search = new TokenSearch(index, environment, pool, 2);
        SearchPlan plan = search.plan(" w1[re ` w[0-5]`]", SearchOptions.DEFAULT);
        assertThat(plan.match()).contains("2 tokens long");
        assertThat(plan.method()).contains("2 token tests");
        assertThat(plan.needed().getFirst().examples()).containsExactly(" w1");
        assertThat(plan.documentsRead()).isEqualTo(corpus.documentCount());
        assertThat(plan.contextsRead()).isEqualTo(corpus.info().contexts());
        assertThat(plan.tokensRead()).isEqualTo(corpus.tokenCount());
        assertThat(search.plan(" w1", SearchOptions.DEFAULT.withDocuments(3, 5)).documentsRead())
                .isEqualTo(2);
        assertThat(search.plan("[a=.][b=.].*[a]", SearchOptions.DEFAULT).method())
                .contains("different binding");
    }

    private static JobContext stoppingAfter(int questions, AtomicInteger asked) {
        return JobContext.quiet(() -> asked.incrementAndGet() > questions);
    }
}
