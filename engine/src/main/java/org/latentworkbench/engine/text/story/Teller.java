package org.latentworkbench.engine.text.story;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BugException;

/** Expands the grammar once: one story, not yet polished. */
final class Teller {
    /** Names follow a flattened Zipf law, as in real text: the n-th of a list has weight 1 / (n + this). */
    private static final double NAME_FLATTENING = 5;

    /** What variables stand for; a rule sees its own first, then those of the rules that called it. */
    private record Frame(Map<String, Word> words, @Nullable Frame caller) {
        @Nullable
        Word find(String variable) {
            Word word = words.get(variable);
            return word != null || caller == null ? word : caller.find(variable);
        }
    }

    private final Lexicon lexicon;
    private final Grammar grammar;
    private final RandomGenerator random;
    private final Set<Word> taken = new HashSet<>();
    private final StringBuilder out = new StringBuilder();

    Teller(Lexicon lexicon, Grammar grammar, RandomGenerator random) {
        this.lexicon = lexicon;
        this.grammar = grammar;
        this.random = random;
    }

    String tell(String rule) {
        expand(pick(grammar.rule(rule).alternatives()), new Frame(new HashMap<>(), null));
        return out.toString();
    }

    private void expand(List<Part> parts, Frame frame) {
        for (Part part : parts) {
            switch (part) {
                case Part.Literal literal -> out.append(literal.text());
                case Part.Bind bind -> {
                    Word word = choose(bind.kind());
                    frame.words().put(bind.variable(), word);
                    out.append(bind.silent() ? "" : word.base());
                }
                case Part.Choice choice -> expand(pick(choice.alternatives()), frame);
                case Part.Slot slot -> {
                    String text = form(slot, frame);
                    out.append(slot.capital() ? Prose.capital(text) : text);
                }
                case Part.Call call -> call(call, frame);
            }
        }
    }

    private void call(Part.Call call, Frame frame) {
        Grammar.Rule rule = grammar.rule(call.rule());
        if (rule.parameters().size() != call.arguments().size()) {
            throw new BugException("plots.txt: <" + call.rule() + "> wants "
                    + rule.parameters().size() + " arguments.");
        }
        Frame inner = call.shared() ? frame : new Frame(new HashMap<>(), frame);
        for (int i = 0; i < rule.parameters().size(); i++) {
            inner.words().put(rule.parameters().get(i), lookUp(call.arguments().get(i), frame));
        }
        expand(pick(rule.alternatives()), inner);
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private Word choose(String kind) {
        List<Word> free =
                lexicon.of(kind).stream().filter(word -> !taken.contains(word)).toList();
        // A long story may use up a short list; then a word comes again.
        List<Word> words = free.isEmpty() ? lexicon.of(kind) : free;
        Word word = words.getFirst().is("name") ? names(words) : pick(words);
        taken.add(word);
        return word;
    }

    private Word names(List<Word> words) {
        // The sexes are equally likely wherever both may come.
        List<Word> girls = words.stream().filter(word -> word.is("female name")).toList();
        List<Word> boys = words.stream().filter(word -> word.is("male name")).toList();
        List<Word> some = girls.isEmpty() || boys.isEmpty() ? words : random.nextBoolean() ? girls : boys;
        double total = 0;
        for (int i = 0; i < some.size(); i++) {
            total += 1 / (i + NAME_FLATTENING);
        }
        double left = random.nextDouble() * total;
        for (int i = 0; i < some.size(); i++) {
            left -= 1 / (i + NAME_FLATTENING);
            if (left < 0) {
                return some.get(i);
            }
        }
        return some.getLast();
    }

    private Word lookUp(String variable, Frame frame) {
        Word word = frame.find(variable);
        if (word == null) {
            throw new BugException("plots.txt: {" + variable + "} stands for nothing yet.");
        }
        return word;
    }

    private String form(Part.Slot slot, Frame frame) {
        Word word = lookUp(slot.variable(), frame);
        return switch (slot.form()) {
            case "" -> word.base();
            case "a" -> "a " + word.base();
            case "s", "past" -> word.second();
            case "voc" -> Prose.capital(word.base());
            case "at" -> word.preposition() + " the " + word.base();
            case "the" -> the(word, frame);
            case "he" -> gendered(word, "she", "he", "it");
            case "him" -> gendered(word, "her", "him", "it");
            case "his" -> gendered(word, "her", "his", "its");
            case "himself" -> gendered(word, "herself", "himself", "itself");
            case "kid" -> gendered(word, "girl", "boy", "child");
            case "next" -> next(word);
            default ->
                throw new BugException("plots.txt: no form \"" + slot.form() + "\" of {" + slot.variable() + "}.");
        };
    }

    private String the(Word word, Frame frame) {
        if (word.is("name")) {
            return word.base();
        }
        if (word.is("family word")) {
            return gendered(lookUp("hero", frame), "her", "his", "its") + " " + word.base();
        }
        return "the " + word.base();
    }

    private static String gendered(Word word, String female, String male, String neuter) {
        if (word.is("female name") || word.is("female family word")) {
            return female;
        }
        return word.is("male name") || word.is("male family word") ? male : neuter;
    }

    private String next(Word number) {
        List<Word> numbers = lexicon.of("number");
        int at = numbers.indexOf(number);
        if (at < 0 || at + 1 >= numbers.size()) {
            throw new BugException("plots.txt: \"" + number.base() + "\" has no next number.");
        }
        return numbers.get(at + 1).base();
    }
}
