package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.latentworkbench.engine.search.syntax.Argument;
import org.latentworkbench.engine.search.syntax.Pattern;
import org.latentworkbench.engine.search.syntax.Script;
import org.latentworkbench.engine.search.syntax.ScriptParser;
import org.latentworkbench.engine.search.syntax.TokenTest;

/** The language by its definition: from every start the set of all ends, straight from the syntax tree. For tests only. */
final class SlowMatcher {
    /** The token that begins a text. */
    static final String BEGIN = "d";

    /** The word lists there are. */
    static final Map<String, List<String>> WORDS = Map.of("few", List.of("a", " b"), "more", List.of("ab", " c", "b"));

    /** What a latent does on the token at a place of any document. */
    static float activation(int latent, int place) {
        return (place * 7 + latent * 3 + place * latent) % 4 / 2f;
    }

    /** Whether the one concept there is holds on the token at a place of any document. */
    static boolean concept(int place) {
        return place % 3 != 1;
    }

    /** Where a match may end and what is bound there. */
    private record End(int place, Map<String, List<String>> bound) {}

    private final List<Pattern> phrases = new ArrayList<>();
    private final Map<String, Pattern> definitions = new HashMap<>();
    private final Function<String, List<String>> tokenize;
    private final int within;
    private List<String> text = List.of();

    SlowMatcher(String script, Function<String, List<String>> tokenize) {
        this.tokenize = tokenize;
        Script parsed = ScriptParser.parse(script);
        this.within = parsed.within().orElse(Integer.MAX_VALUE);
        for (Script.Line line : parsed.lines()) {
            switch (line) {
                case Script.Definition definition -> definitions.put(definition.name(), definition.pattern());
                case Script.Phrase phrase -> phrases.add(phrase.pattern());
            }
        }
    }

    /** For each token the earliest start of a match that ends there, or -1. */
    int[] starts(List<String> document) {
        text = document;
        int[] starts = new int[document.size()];
        java.util.Arrays.fill(starts, -1);
        for (int start = document.size() - 1; start >= 0; start--) {
            Set<End> ends = Set.of(new End(start, Map.of()));
            for (Pattern phrase : phrases) {
                ends = step(phrase, ends);
            }
            for (End end : ends) {
                if (end.place() > start && end.place() - start <= within) {
                    starts[end.place() - 1] = start;
                }
            }
        }
        return starts;
    }

    static BitSet marked(int[] starts) {
        BitSet marks = new BitSet();
        for (int t = 0; t < starts.length; t++) {
            marks.set(t, starts[t] >= 0);
        }
        return marks;
    }

    private Set<End> step(Pattern pattern, Set<End> from) {
        Set<End> ends = new HashSet<>();
        for (End start : from) {
            ends.addAll(ends(pattern, start));
        }
        return ends;
    }

    private Set<End> ends(Pattern pattern, End from) {
        return switch (pattern) {
            case Pattern.Literal literal -> tokens(tokenize.apply(literal.text()), from);
            case Pattern.AnyToken _ ->
                from.place() < text.size() ? Set.of(new End(from.place() + 1, from.bound())) : Set.of();
            case Pattern.Phrase phrase -> {
                Set<End> ends = Set.of(from);
                for (Pattern part : phrase.parts()) {
                    ends = step(part, ends);
                }
                yield ends;
            }
            case Pattern.Alternation alternation -> {
                Set<End> ends = new HashSet<>();
                alternation.options().forEach(option -> ends.addAll(ends(option, from)));
                yield ends;
            }
            case Pattern.Repeat repeat -> repeat(repeat, from);
            case Pattern.LookAround look -> look(look, from);
            case Pattern.Within within -> {
                Set<End> ends = new HashSet<>(ends(within.body(), from));
                ends.removeIf(end -> end.place() - from.place() > within.tokens());
                yield ends;
            }
            case Pattern.Binding binding -> {
                Set<End> ends = new HashSet<>();
                for (End end : ends(binding.body(), from)) {
                    Map<String, List<String>> bound = new HashMap<>(end.bound());
                    bound.put(binding.name(), List.copyOf(text.subList(from.place(), end.place())));
                    ends.add(new End(end.place(), bound));
                }
                yield ends;
            }
            case Pattern.Call call -> call(call, from);
            case Pattern.Tested tested ->
                from.place() < text.size() && holds(tested.test(), from)
                        ? Set.of(new End(from.place() + 1, from.bound()))
                        : Set.of();
        };
    }

    private Set<End> tokens(List<String> wanted, End from) {
        int end = from.place() + wanted.size();
        return end <= text.size() && text.subList(from.place(), end).equals(wanted)
                ? Set.of(new End(end, from.bound()))
                : Set.of();
    }

    private Set<End> repeat(Pattern.Repeat repeat, End from) {
        Set<End> now = Set.of(from);
        for (int i = 0; i < repeat.least(); i++) {
            now = step(repeat.body(), now);
        }
        Set<End> all = new HashSet<>(now);
        for (int i = repeat.least(); i < repeat.most(); i++) {
            now = step(repeat.body(), now);
            if (!all.addAll(now)) {
                break;
            }
        }
        return all;
    }

    private Set<End> look(Pattern.LookAround look, End from) {
        Set<End> found = new HashSet<>();
        if (look.behind()) {
            for (int start = 0; start <= from.place(); start++) {
                for (End end : ends(look.body(), new End(start, from.bound()))) {
                    if (end.place() == from.place()) {
                        found.add(end);
                    }
                }
            }
        } else {
            ends(look.body(), from).forEach(end -> found.add(new End(from.place(), end.bound())));
        }
        if (look.negative()) {
            return found.isEmpty() ? Set.of(from) : Set.of();
        }
        return found;
    }

    private Set<End> call(Pattern.Call call, End from) {
        return switch (call.name()) {
            case "re", "re_tok_set" -> {
                String expression = quoted(call);
                yield from.place() < text.size() && text.get(from.place()).matches(expression)
                        ? Set.of(new End(from.place() + 1, from.bound()))
                        : Set.of();
            }
            case "flex" -> {
                String expression = quoted(call);
                yield from.place() < text.size()
                                && text.get(from.place())
                                        .strip()
                                        .toLowerCase(Locale.ROOT)
                                        .matches(expression)
                        ? Set.of(new End(from.place() + 1, from.bound()))
                        : Set.of();
            }
            case "literals" -> {
                Set<End> ends = new HashSet<>();
                WORDS.get(quoted(call)).forEach(word -> ends.addAll(tokens(tokenize.apply(word), from)));
                yield ends;
            }
            case "BEGIN" -> tokens(List.of(BEGIN), from);
            case "pos" -> Set.of(from);
            case "doc_start" -> from.place() == 0 ? Set.of(from) : Set.of();
            case "doc_end" -> from.place() == text.size() ? Set.of(from) : Set.of();
            case "prefix" -> {
                Set<End> ends = new HashSet<>();
                for (End end : ends(block(call), from)) {
                    for (int stop = from.place() + 1; stop <= end.place(); stop++) {
                        ends.add(new End(stop, end.bound()));
                    }
                }
                yield ends;
            }
            case "var_variant", "var_variant_prefix" -> variants(call, from);
            default -> {
                if (definitions.containsKey(call.name())) {
                    yield ends(definitions.get(call.name()), from);
                }
                List<String> bound = from.bound().get(call.name());
                yield bound == null ? Set.of() : tokens(bound, from);
            }
        };
    }

    private boolean holds(TokenTest test, End from) {
        return switch (test) {
            case TokenTest.Latent latent ->
                latent.comparison().holds(activation(latent.id(), from.place()), latent.bound());
            case TokenTest.Labelled _ -> activation(0, from.place()) > 0 || activation(2, from.place()) > 0;
            case TokenTest.Conceptual _ -> concept(from.place());
            case TokenTest.Named named -> !call(named.call(), from).isEmpty();
            case TokenTest.AllOf all -> all.parts().stream().allMatch(part -> holds(part, from));
            case TokenTest.AnyOf any -> any.parts().stream().anyMatch(part -> holds(part, from));
            case TokenTest.Not not -> !holds(not.part(), from);
        };
    }

    private static String quoted(Pattern.Call call) {
        return ((Argument.Value.Text) call.arguments().getFirst().value()).text();
    }

    private Set<End> variants(Pattern.Call call, End from) {
        List<String> bound = from.bound().get(((Pattern.Call) block(call)).name());
        String stripped = bound == null ? "" : String.join("", bound).strip();
        Set<End> ends = new HashSet<>();
        for (String variant : stripped.isEmpty() ? List.<String>of() : List.of(stripped, " " + stripped)) {
            List<String> tokens = tokenize.apply(variant);
            int least = call.name().equals("var_variant") ? tokens.size() : 1;
            for (int count = least; count <= tokens.size(); count++) {
                ends.addAll(tokens(tokens.subList(0, count), from));
            }
        }
        return ends;
    }

    private static Pattern block(Pattern.Call call) {
        return ((Argument.Value.Block) call.arguments().getFirst().value()).pattern();
    }
}
