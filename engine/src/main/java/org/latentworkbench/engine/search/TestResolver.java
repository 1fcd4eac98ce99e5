package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latentworkbench.engine.search.syntax.Span;
import org.latentworkbench.engine.search.syntax.TokenTest;
import org.latentworkbench.engine.text.Concept;

/** Resolves conditions on one token: those on text alone become a set of tokens, others are asked token by token. */
final class TestResolver {
    private final RegexEnvironment environment;
    private final TokenSets sets;
    private final Resolver resolver;
    private final Complaints complaints;

    TestResolver(RegexEnvironment environment, TokenSets sets, Resolver resolver, Complaints complaints) {
        this.environment = environment;
        this.sets = sets;
        this.resolver = resolver;
        this.complaints = complaints;
    }

    Node zeroWidthOrToken(TokenTest test) {
        PositionTest resolved = resolve(test);
        if (resolved instanceof PositionTest.Text text) {
            return new Node.One(text.set());
        }
        return new Node.Sequence(List.of(new Node.Holds(resolved), new Node.One(TokenSets.ANY)));
    }

    private PositionTest resolve(TokenTest test) {
        return switch (test) {
            case TokenTest.Latent latent -> {
                checkLatent(latent);
                yield new PositionTest.Activation(List.of(latent.id()), latent.comparison(), latent.bound());
            }
            case TokenTest.Labelled labelled -> labelled(labelled);
            case TokenTest.Conceptual conceptual -> concept(conceptual);
            case TokenTest.Named named -> named(resolver.resolve(named), named.span());
            case TokenTest.Not not ->
                switch (resolve(not.part())) {
                    case PositionTest.Text text -> new PositionTest.Text(complement(text.set()));
                    case PositionTest other -> new PositionTest.Not(other);
                };
            case TokenTest.AllOf all -> {
                List<PositionTest> parts = resolveAll(all.parts());
                Optional<int[]> tokens = onText(parts, true);
                yield tokens.<PositionTest>map(ids -> new PositionTest.Text(sets.add(ids)))
                        .orElseGet(() -> new PositionTest.AllOf(parts));
            }
            case TokenTest.AnyOf any -> {
                List<PositionTest> parts = resolveAll(any.parts());
                Optional<int[]> tokens = onText(parts, false);
                yield tokens.<PositionTest>map(ids -> new PositionTest.Text(sets.add(ids)))
                        .orElseGet(() -> new PositionTest.AnyOf(parts));
            }
        };
    }

    private List<PositionTest> resolveAll(List<TokenTest> parts) {
        return parts.stream().map(this::resolve).toList();
    }

    private LatentNames latents(Span span) {
        return environment
                .latents()
                .orElseThrow(() -> complaints.at(
                        span,
                        "Latents can be asked for only in a search of an autoencoder's index.",
                        "text or a macro"));
    }

    private void checkLatent(TokenTest.Latent latent) {
        int count = latents(latent.span()).latents();
        if (latent.id() >= count) {
            throw complaints.at(
                    latent.span(),
                    "There is no latent " + latent.id() + "; the last one is " + (count - 1) + ".",
                    "a latent from 0 to " + (count - 1));
        }
    }

    private PositionTest labelled(TokenTest.Labelled labelled) {
        LatentNames names = latents(labelled.span());
        int[] found = names.labelled(labelled.words());
        if (found.length == 0) {
            throw complaints.notFound(labelled.span(), "label", labelled.words(), names.labels());
        }
        return new PositionTest.Activation(Arrays.stream(found).boxed().toList(), TokenTest.Comparison.ABOVE, 0);
    }

    private PositionTest concept(TokenTest.Conceptual conceptual) {
        String name = conceptual.name().toLowerCase(Locale.ROOT);
        for (Concept concept : environment.concepts()) {
            if (concept.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new PositionTest.Concept(concept.id());
            }
        }
        if (environment.concepts().isEmpty()) {
            throw complaints.at(
                    conceptual.span(), "This corpus does not know which concepts its tokens carry.", "text or a macro");
        }
        List<String> known = environment.concepts().stream().map(Concept::name).toList();
        throw complaints.notFound(conceptual.span(), "concept", conceptual.name(), known);
    }

    private PositionTest named(Node node, Span span) {
        return switch (node) {
            case Node.One one -> new PositionTest.Text(one.set());
            case Node.Choice choice -> {
                List<PositionTest> parts = choice.options().stream()
                        .map(option -> named(option, span))
                        .toList();
                Optional<int[]> tokens = onText(parts, false);
                yield tokens.<PositionTest>map(ids -> new PositionTest.Text(sets.add(ids)))
                        .orElseGet(() -> new PositionTest.AnyOf(parts));
            }
            case Node.Sequence(List<Node> parts)
            when parts.size() == 2
                    && parts.getFirst() instanceof Node.Holds holds
                    && parts.getLast().equals(new Node.One(TokenSets.ANY)) -> holds.test();
            default ->
                throw complaints.at(
                        span,
                        "Only what stands for exactly one token can be combined with & | !.",
                        "a condition on one token");
        };
    }

    /** The union or intersection of tests that all look at the text alone. */
    private Optional<int[]> onText(List<PositionTest> parts, boolean all) {
        int[] times = new int[sets.vocabulary()];
        for (PositionTest part : parts) {
            if (!(part instanceof PositionTest.Text text)) {
                return Optional.empty();
            }
            for (int token : members(text.set())) {
                times[token]++;
            }
        }
        List<Integer> tokens = new ArrayList<>();
        for (int token = 0; token < times.length; token++) {
            if (times[token] >= (all ? parts.size() : 1)) {
                tokens.add(token);
            }
        }
        return Optional.of(tokens.stream().mapToInt(Integer::intValue).toArray());
    }

    private int[] members(int set) {
        return set == TokenSets.ANY
                ? java.util.stream.IntStream.range(0, sets.vocabulary()).toArray()
                : sets.members(set);
    }

    private int complement(int set) {
        boolean[] in = new boolean[sets.vocabulary()];
        for (int token : members(set)) {
            in[token] = true;
        }
        return sets.add(java.util.stream.IntStream.range(0, in.length)
                .filter(token -> !in[token])
                .toArray());
    }
}
