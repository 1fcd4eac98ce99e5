package org.latentworkbench.engine.text.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latentworkbench.engine.error.BugException;

/** The rules of the stories; read from {@code plots.txt}, which says how they are written. */
final class Grammar {
    /** A rule: its parameters and its alternatives. */
    record Rule(List<String> parameters, List<List<Part>> alternatives) {}

    private static final Pattern HEAD = Pattern.compile("([a-z0-9-]+)((?: [a-z]+)*) =");
    private static final Pattern BIND = Pattern.compile("(\\w+)(:?)=([a-z ]+)");
    private static final Pattern SLOT = Pattern.compile("(\\^?)(\\w+)(?:\\.(\\w+))?");

    private final Map<String, Rule> rules = new LinkedHashMap<>();

    private Grammar() {}

    static Grammar load() {
        return parse(Lexicon.resource("plots.txt"));
    }

    static Grammar parse(String text) {
        Grammar grammar = new Grammar();
        List<String> alternatives = new ArrayList<>();
        String head = "";
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("|")) {
                alternatives.add(line.substring(1).strip());
            } else if (line.startsWith(" ")) {
                alternatives.set(alternatives.size() - 1, alternatives.getLast() + " " + line.strip());
            } else {
                grammar.add(head, alternatives);
                head = line;
                alternatives.clear();
            }
        }
        grammar.add(head, alternatives);
        return grammar;
    }

    Map<String, Rule> rules() {
        return rules;
    }

    Rule rule(String name) {
        Rule rule = rules.get(name);
        if (rule == null) {
            throw new BugException("The stories' grammar has no rule \"" + name + "\".");
        }
        return rule;
    }

    private void add(String head, List<String> alternatives) {
        if (head.isEmpty()) {
            return;
        }
        Matcher matcher = HEAD.matcher(head);
        if (!matcher.matches() || alternatives.isEmpty()) {
            throw new BugException("plots.txt: \"" + head + "\" is no rule with alternatives.");
        }
        String names = matcher.group(2).strip();
        List<String> parameters = names.isEmpty() ? List.of() : List.of(names.split(" "));
        List<List<Part>> parsed = alternatives.stream()
                .map(alternative -> new Parser(alternative).all())
                .toList();
        if (rules.put(matcher.group(1), new Rule(parameters, parsed)) != null) {
            throw new BugException("plots.txt: two rules are named \"" + matcher.group(1) + "\".");
        }
    }

    /** Reads one alternative from left to right. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        List<Part> all() {
            List<Part> parts = sequence();
            if (at < text.length()) {
                throw new BugException("plots.txt: \"" + text.charAt(at) + "\" out of place in \"" + text + "\".");
            }
            return parts;
        }

        private List<Part> sequence() {
            List<Part> parts = new ArrayList<>();
            StringBuilder literal = new StringBuilder();
            while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ']') {
                char c = text.charAt(at);
                if (c == '{' || c == '<' || c == '[') {
                    flush(literal, parts);
                    parts.add(
                            switch (c) {
                                case '{' -> braces(until('}'));
                                case '<' -> call(until('>'));
                                default -> choice();
                            });
                } else {
                    literal.append(c);
                    at++;
                }
            }
            flush(literal, parts);
            return parts;
        }

        private static void flush(StringBuilder literal, List<Part> parts) {
            if (!literal.isEmpty()) {
                parts.add(new Part.Literal(literal.toString()));
                literal.setLength(0);
            }
        }

        private String until(char close) {
            int end = text.indexOf(close, at);
            if (end < 0) {
                throw new BugException("plots.txt: no \"" + close + "\" in \"" + text.substring(at) + "\".");
            }
            String inside = text.substring(at + 1, end);
            at = end + 1;
            return inside;
        }

        private static Part braces(String inside) {
            Matcher bind = BIND.matcher(inside);
            if (bind.matches()) {
                return new Part.Bind(
                        bind.group(1), bind.group(3), !bind.group(2).isEmpty());
            }
            Matcher slot = SLOT.matcher(inside);
            if (!slot.matches()) {
                throw new BugException("plots.txt: {" + inside + "} is neither a word nor a choice of one.");
            }
            String form = slot.group(3) == null ? "" : slot.group(3);
            return new Part.Slot(slot.group(2), form, !slot.group(1).isEmpty());
        }

        private static Part call(String inside) {
            boolean shared = inside.startsWith("+");
            List<String> words = List.of(inside.substring(shared ? 1 : 0).split(" "));
            return new Part.Call(words.getFirst(), words.subList(1, words.size()), shared);
        }

        private Part choice() {
            List<List<Part>> alternatives = new ArrayList<>();
            do {
                at++;
                alternatives.add(sequence());
            } while (at < text.length() && text.charAt(at) == '|');
            if (at >= text.length()) {
                throw new BugException("plots.txt: no \"]\" in \"" + text + "\".");
            }
            at++;
            return new Part.Choice(alternatives);
        }
    }
}
