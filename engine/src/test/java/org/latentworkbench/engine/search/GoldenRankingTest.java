package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** Rankings of synthetic activations, computed apart from this program. */
class GoldenRankingTest {
    private static final double TOLERANCE = 1e-6;

    /** Activations in memory, in the layout of the golden file. */
    private record Rows(int latents, int[] offsets, int[] ids, float[] values) implements ActivationRows {
        static Rows of(JsonNode json) {
            int[] ids = GoldenFiles.ints(json.get("latent_ids"));
            float[] values = new float[ids.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = json.get("values").get(i).floatValue();
            }
            return new Rows(json.get("latents").asInt(), GoldenFiles.ints(json.get("offsets")), ids, values);
        }

        @Override
        public long begin(long position) {
            return offsets[(int) position];
        }

        @Override
        public long end(long position) {
            return offsets[(int) position + 1];
        }

        @Override
        public int latent(long entry) {
            return ids[(int) entry];
        }

        @Override
        public float value(long entry) {
            return values[(int) entry];
        }
    }

    @TestFactory
    Stream<DynamicTest> theBestLatentsAreInTheReferencesOrder() {
        JsonNode json = GoldenFiles.json("ranking.json");
        Rows rows = Rows.of(json);
        List<int[]> documents = GoldenFiles.documents(json.get("corpus").asString());
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode query : json.get("queries")) {
            tests.add(
                    DynamicTest.dynamicTest(query.get("name").asString(), () -> assertRanking(query, rows, documents)));
        }
        return tests.stream();
    }

    private static void assertRanking(JsonNode query, Rows rows, List<int[]> documents) {
        int tokens = rows.offsets().length - 1;
        MatchPositions matches = matches(query.get("script").asString(), documents, tokens);
        assertThat(matches.count()).isEqualTo(query.get("matched").asLong());

        LatentSums all = sums(rows, everything(tokens), tokens);
        Ranking ranking = new Ranking(
                matches.count(), tokens, latent -> Math.sqrt(all.squares()[latent]), latent -> all.firing()[latent]);
        List<RankedLatent> ranked = ranking.rank(sums(rows, matches, tokens), _ -> true, 20);

        assertThat(ranked).hasSize(query.get("top").size());
        for (int i = 0; i < ranked.size(); i++) {
            JsonNode wanted = query.get("top").get(i);
            RankedLatent found = ranked.get(i);
            assertThat(found.latent()).isEqualTo(wanted.get("latent").asInt());
            assertThat(found.cosine()).isCloseTo(wanted.get("cosine").asDouble(), within(TOLERANCE));
            assertThat(found.precision()).isCloseTo(wanted.get("precision").asDouble(), within(TOLERANCE));
            assertThat(found.recall()).isCloseTo(wanted.get("recall").asDouble(), within(TOLERANCE));
            assertThat(found.f1()).isCloseTo(wanted.get("f1").asDouble(), within(TOLERANCE));
            assertThat(found.hits()).isEqualTo(wanted.get("hits").asLong());
            assertThat(found.firing()).isEqualTo(wanted.get("firing").asLong());
        }
    }

    private static LatentSums sums(Rows rows, MatchPositions positions, int tokens) {
        return LatentSums.over(rows, positions, true, 0, tokens, 0, Runnable::run, () -> false);
    }

    private static MatchPositions everything(int tokens) {
        long[] words = new long[BitWords.words(tokens)];
        for (int t = 0; t < tokens; t++) {
            BitWords.set(words, t);
        }
        return new MatchPositions(words, tokens);
    }

    private static MatchPositions matches(String script, List<int[]> documents, int tokens) {
        RegexMatcher matcher = TokenRegex.compile(script, Gpt2.environment()).matcher();
        long[] words = new long[BitWords.words(tokens)];
        int start = 0;
        for (int[] document : documents) {
            for (int position : matcher.match(document, document.length).positions()) {
                BitWords.set(words, start + position);
            }
            start += document.length;
        }
        return new MatchPositions(words, tokens);
    }
}
