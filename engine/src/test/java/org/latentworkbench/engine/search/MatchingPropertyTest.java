package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.text.Concept;
import org.latentworkbench.engine.text.Vocabulary;

/** The fast ways of matching against the definition, on random scripts and random documents. */
class MatchingPropertyTest {
    private static final List<String> TOKENS = List.of("a", "b", "c", " a", " b", " c", "d", " d");
    private static final RegexEnvironment ENVIRONMENT = RegexEnvironment.of(
                    Vocabulary.of(TOKENS), MatchingPropertyTest::ids, OptionalInt.of(TOKENS.indexOf(SlowMatcher.BEGIN)))
            .withLiterals(SlowMatcher.WORDS)
            .withLatents(new Names())
            .withConcepts(List.of(new Concept(0, "most", -1)));
    private static final int DOCUMENTS = 5;

    /** {@code -Dsearch.cases=1000000} tries more than every build can. */
    private static final int SCRIPTS = Integer.getInteger("search.cases", 25_000) / DOCUMENTS;

    private record Names() implements LatentNames {
        @Override
        public int latents() {
            return 3;
        }

        @Override
        public int[] labelled(String words) {
            return new int[] {0, 2};
        }

        @Override
        public List<String> labels() {
            return List.of("even");
        }
    }

    /** What {@link SlowMatcher} says of latents and concepts. */
    private record Facts() implements TokenFacts {
        @Override
        public void activations(int[] latents, int length, float[][] into) {
            for (int i = 0; i < latents.length; i++) {
                for (int t = 0; t < length; t++) {
                    into[i][t] = SlowMatcher.activation(latents[i], t);
                }
            }
        }

        @Override
        public void concept(int concept, int length, boolean[] into) {
            for (int t = 0; t < length; t++) {
                into[t] = SlowMatcher.concept(t);
            }
        }
    }

    /** Starts that bind several tokens, each used apart in what follows: the random scripts have few of them. */
    private static final List<String> BOUND_AT_THE_START = List.of(
            "[v=.][w=.].{,3}[w][v]",
            "[v=.][w=.](.[w]|[v])+",
            "[v=..].{1,2}[v]",
            "[v=.]a[w=.].*[w](.)?[v]",
            "([v=a][w=.]|[w=b][v=.]).*[v](?![w])",
            "[v=.][w=.].*(?<=[w])[v]",
            "[v=.][w=.].*[v](?=[w])",
            "[v=.][w=.].*[v][w]",
            "[v=.]{2}.*[var_variant [v]]",
            "[v=.]{2}.{2,}[var_variant_prefix [v]]",
            "[v=..].*[var_variant [v]]",
            "[v=[re `[ab]`]].*[var_variant [v]]",
            "[v=[re `[ab]`]][w=.].{1,2}[w][v]",
            "[v=.][w=.].{,2}[w](?=[v])",
            "([v=a][w=.]|b).{2,4}([v])[w]",
            "([v=a]|[v=b].).*[v]",
            "[v=.].{1,}[v](?=[v]a)",
            "[v=.][w=.].*[var_variant_prefix [w]](.)?[v]");

    @Test
    void fastAndSlowMatchersAgreeOnEveryTokenAndEveryStart() {
        int cases = 0;
        for (int seed = 0; seed < SCRIPTS; seed++) {
            Random random = new Random(seed);
            String script = new RandomScripts(random).script();
            cases += assertAgreeing(script, DOCUMENTS, random, "seed " + seed);
        }
        assertThat(cases).isEqualTo(SCRIPTS * DOCUMENTS);
    }

    @Test
    void variablesBoundAtTheStartAreToldApart() {
        Random random = new Random(5);
        for (String script : BOUND_AT_THE_START) {
            assertAgreeing(script, 1000, random, "one of many");
        }
    }

    private static int assertAgreeing(String script, int documents, Random random, String origin) {
        TokenRegex regex = TokenRegex.compile(script, ENVIRONMENT);
        RegexMatcher matcher = regex.matcher();
        SlowMatcher slow = new SlowMatcher(script, MatchingPropertyTest::tokens);
        int[][] all = new int[documents][];
        List<MatchMask> masks = new ArrayList<>();
        for (int i = 0; i < documents; i++) {
            List<String> document = document(random);
            int[] expected = slow.starts(document);
            int[] ids = document.stream().mapToInt(TOKENS::indexOf).toArray();
            String about = origin + ", script " + script + ", document " + document;
            MatchMask mask = matcher.match(ids, ids.length, new Facts());
            assertThat(set(mask)).as(about).isEqualTo(SlowMatcher.marked(expected));
            for (int position : mask.positions()) {
                assertThat(matcher.longestStart(position))
                        .as(about + " at " + position)
                        .isEqualTo(expected[position]);
            }
            assertRequired(regex, mask, ids, about);
            all[i] = ids;
            masks.add(mask);
        }
        assertTogether(matcher, all, masks, origin + ", script " + script);
        return documents;
    }

    /** Several documents in one go match as one by one; gives whether it can be done. */
    private static boolean assertTogether(
            RegexMatcher matcher, int[][] documents, List<MatchMask> masks, String about) {
        int[] ends = new int[documents.length];
        BitSet expected = new BitSet();
        int end = 0;
        for (int d = 0; d < documents.length; d++) {
            int start = end;
            set(masks.get(d)).stream().forEach(token -> expected.set(start + token));
            end += documents[d].length;
            ends[d] = end;
        }
        int[] tokens = Arrays.stream(documents).flatMapToInt(Arrays::stream).toArray();
        long[] marks = new long[BitWords.words(end)];
        boolean done = matcher.matchAll(tokens, ends, ends.length, marks);
        if (done) {
            assertThat(BitSet.valueOf(marks)).as(about).isEqualTo(expected);
        }
        return done;
    }

    @Test
    void longDocumentsMatchTogetherAsOneByOne() {
        Random random = new Random(7);
        int together = 0;
        for (int seed = 0; seed < 400; seed++) {
            String script = new RandomScripts(new Random(seed)).script();
            TokenRegex regex = TokenRegex.compile(script, ENVIRONMENT);
            int[][] documents = new int[1 + random.nextInt(12)][];
            List<MatchMask> masks = new ArrayList<>();
            for (int d = 0; d < documents.length; d++) {
                int length = List.of(1, 63, 64, 65, random.nextInt(1, 300)).get(random.nextInt(5));
                documents[d] = random.ints(length, 0, TOKENS.size()).toArray();
                masks.add(regex.matcher().match(documents[d], length, new Facts()));
            }
            // A table that was used before, and one that has to be built on the way.
            RegexMatcher used = regex.matcher();
            together += assertTogether(used, documents, masks, script) ? 1 : 0;
            assertTogether(used, documents, masks, script);
        }
        assertThat(together).isGreaterThan(50);
    }

    private static void assertRequired(TokenRegex regex, MatchMask mask, int[] ids, String about) {
        if (mask.count() > 0) {
            for (int[] required : regex.requiredTokens()) {
                assertThat(Arrays.stream(ids).anyMatch(id -> Arrays.binarySearch(required, id) >= 0))
                        .as(about)
                        .isTrue();
            }
        }
    }

    private static BitSet set(MatchMask mask) {
        BitSet set = new BitSet();
        Arrays.stream(mask.positions()).forEach(set::set);
        return set;
    }

    private static List<String> document(Random random) {
        List<String> document = new ArrayList<>();
        int length = random.nextInt(9);
        for (int i = 0; i < length; i++) {
            document.add(TOKENS.get(random.nextInt(4) == 0 ? random.nextInt(TOKENS.size()) : random.nextInt(3)));
        }
        return document;
    }

    /** A blank goes with the letter after it; every other character is a token. */
    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            boolean blank = text.charAt(i) == ' ' && i + 1 < text.length();
            tokens.add(text.substring(i, blank ? i + 2 : i + 1));
            i += blank ? 1 : 0;
        }
        return tokens;
    }

    private static int[] ids(String text) {
        return tokens(text).stream()
                .mapToInt(TOKENS::indexOf)
                .filter(id -> id >= 0)
                .toArray();
    }
}
