package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.latentworkbench.engine.index.ContextRows;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.text.TokenCorpus;

/** Compares where a script matches with where one latent fires. */
final class ExceptionLists {
    private record Token(long position, float activation) {}

    /** Chooses some of many tokens, given one after the other in corpus order. */
    private interface Choice {
        void offer(long position, float activation);

        List<Token> chosen();
    }

    private final LatentIndex index;
    private final TokenCorpus corpus;
    private final SearchResult result;
    private final int latent;
    private long matchedFiring;
    private long firingUnmatched;
    private long[] firingMatches = new long[64];

    ExceptionLists(LatentIndex index, SearchResult result, int latent) {
        this.index = index;
        this.corpus = index.corpus();
        this.result = result;
        this.latent = latent;
    }

    Exceptions strongest(ExceptionKind kind, int limit) {
        return list(kind, new Strongest(limit));
    }

    Exceptions random(ExceptionKind kind, int limit, long seed) {
        return list(kind, new Sample(limit, seed));
    }

    private Exceptions list(ExceptionKind kind, Choice choice) {
        index.forEachFiring(latent, (position, activation) -> {
            if (result.positions().contains(position)) {
                remember(position);
                if (kind == ExceptionKind.MATCHED_FIRING) {
                    choice.offer(position, activation);
                }
            } else if (searched(position)) {
                firingUnmatched++;
                if (kind == ExceptionKind.FIRING_UNMATCHED) {
                    choice.offer(position, activation);
                }
            }
        });
        if (kind == ExceptionKind.MATCHED_SILENT) {
            offerSilent(choice);
        }
        List<ExceptionExample> examples = examples(choice.chosen(), kind != ExceptionKind.FIRING_UNMATCHED);
        return new Exceptions(kind, matchedFiring, result.matches() - matchedFiring, firingUnmatched, examples);
    }

    private void remember(long position) {
        if (matchedFiring == firingMatches.length) {
            firingMatches = Arrays.copyOf(firingMatches, firingMatches.length * 2);
        }
        firingMatches[(int) matchedFiring++] = position;
    }

    private void offerSilent(Choice choice) {
        int fired = 0;
        MatchPositions positions = result.positions();
        for (long p = positions.next(0); p >= 0; p = positions.next(p + 1)) {
            if (fired < matchedFiring && firingMatches[fired] == p) {
                fired++;
            } else {
                choice.offer(p, 0);
            }
        }
    }

    private boolean searched(long position) {
        SearchOptions options = result.options();
        if (options.wholeCorpus(corpus.documentCount())) {
            return true;
        }
        int document = corpus.documentAt(position);
        long token = position - corpus.documentStart(document);
        return document >= options.firstDocument()
                && document < options.endDocument()
                && token >= options.firstToken()
                && token < options.endToken();
    }

    private List<ExceptionExample> examples(List<Token> tokens, boolean matched) {
        RegexMatcher matcher = result.regex().matcher();
        List<ExceptionExample> examples = new ArrayList<>();
        for (Token token : tokens) {
            long start = matched ? matchStart(matcher, token.position()) : -1;
            examples.add(new ExceptionExample(
                    corpus.context(corpus.contextAt(token.position())), token.position(), start, token.activation()));
        }
        return List.copyOf(examples);
    }

    private long matchStart(RegexMatcher matcher, long position) {
        int document = corpus.documentAt(position);
        long start = corpus.documentStart(document);
        int[] tokens = new int[Math.toIntExact(corpus.documentStart(document + 1) - start)];
        corpus.copyTokens(start, tokens.length, tokens, 0);
        matcher.show(
                tokens,
                tokens.length,
                new CorpusFacts(start, Optional.of(new ContextRows(index.store())), corpus.concepts()));
        return start + matcher.longestStart((int) (position - start));
    }

    /** Keeps the largest activations; of equal ones the first. */
    private static final class Strongest implements Choice {
        private static final Comparator<Token> WEAKEST_FIRST = Comparator.comparingDouble(Token::activation)
                .thenComparing(Comparator.comparingLong(Token::position).reversed());

        private final int limit;
        private final PriorityQueue<Token> kept = new PriorityQueue<>(WEAKEST_FIRST);

        Strongest(int limit) {
            this.limit = limit;
        }

        @Override
        public void offer(long position, float activation) {
            if (kept.size() < limit) {
                kept.add(new Token(position, activation));
            } else if (limit > 0 && activation > kept.element().activation()) {
                kept.remove();
                kept.add(new Token(position, activation));
            }
        }

        @Override
        public List<Token> chosen() {
            return kept.stream().sorted(WEAKEST_FIRST.reversed()).toList();
        }
    }

    /** A uniform sample (reservoir sampling, Vitter's algorithm R). */
    private static final class Sample implements Choice {
        private final int limit;
        private final SplittableRandom random;
        private final List<Token> kept = new ArrayList<>();
        private long offered;

        Sample(int limit, long seed) {
            this.limit = limit;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public void offer(long position, float activation) {
            offered++;
            if (kept.size() < limit) {
                kept.add(new Token(position, activation));
                return;
            }
            long place = random.nextLong(offered);
            if (place < limit) {
                kept.set((int) place, new Token(position, activation));
            }
        }

        @Override
        public List<Token> chosen() {
            return kept.stream()
                    .sorted(Comparator.comparingLong(Token::position))
                    .toList();
        }
    }
}
