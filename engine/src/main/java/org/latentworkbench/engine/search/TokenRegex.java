package org.latentworkbench.engine.search;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.latentworkbench.engine.search.syntax.Script;
import org.latentworkbench.engine.search.syntax.ScriptParser;
import org.latentworkbench.engine.search.syntax.Span;
import org.latentworkbench.engine.search.syntax.TokenRegexException;

/**
 * A compiled token-regex script. A match is a stretch of at least one token inside one document; all matches count, and each
 * is told by its last token. Immutable; safe for use by several threads.
 *
 * <p>How it runs: every test of one token is made once over the vocabulary; what is left is a position automaton advanced
 * token by token, whose steps are remembered as a table. Look-arounds are passes of their own. Only back-references need
 * more: {@code [a=.].*[a]} one pass that remembers the tokens seen, others a bounded search.
 */
public final class TokenRegex {
    private final String script;
    private final RegexEnvironment environment;
    private final boolean ignoreCase;
    private final TokenSets sets;
    private final Node node;
    private final List<String> variables;
    private final Plan plan;

    private TokenRegex(
            String script,
            RegexEnvironment environment,
            boolean ignoreCase,
            TokenSets sets,
            Node node,
            List<String> variables,
            Plan plan) {
        this.script = script;
        this.environment = environment;
        this.ignoreCase = ignoreCase;
        this.sets = sets;
        this.node = node;
        this.variables = variables;
        this.plan = plan;
    }

    /**
     * Compiles a script; case counts.
     *
     * @throws TokenRegexException if the script is wrong, with its place
     */
    public static TokenRegex compile(String script, RegexEnvironment environment) {
        return compile(script, environment, false);
    }

    /**
     * Compiles a script.
     *
     * @param ignoreCase whether literals, back-references and regular expressions disregard case
     * @throws TokenRegexException if the script is wrong, with its place
     */
    public static TokenRegex compile(String script, RegexEnvironment environment, boolean ignoreCase) {
        Script parsed = ScriptParser.parse(script);
        TokenSets sets = new TokenSets(environment.vocabulary().size());
        Resolver resolver = new Resolver(parsed, environment, sets, ignoreCase);
        Node node = new Simplifier(resolver.resolve()).simplify();
        sets.close();
        List<String> variables = resolver.variables();
        try {
            Plan plan = Plan.of(node, variables.size());
            return new TokenRegex(script, environment, ignoreCase, sets, node, variables, plan);
        } catch (Glushkov.TooLarge e) {
            throw TokenRegexException.compile(
                    script,
                    new Span(0, script.length()),
                    String.valueOf(e.getMessage()),
                    "",
                    java.util.Optional.empty());
        }
    }

    /** As written. */
    public String script() {
        return script;
    }

    /** A matcher for one thread; quicker than {@link #match} for more than one document. */
    public RegexMatcher matcher() {
        return matcher(() -> false);
    }

    /**
     * A matcher for one thread.
     *
     * @param cancelled asked now and then in long documents; when true the matcher ends with {@link
     *     org.latentworkbench.engine.error.CancelledException}
     */
    public RegexMatcher matcher(BooleanSupplier cancelled) {
        int[] twins = plan instanceof Plan.Automaton
                ? new int[0]
                : environment.texts().twins(ignoreCase);
        return new RegexMatcher(
                plan.finder(sets, twins, environment, cancelled),
                sets,
                plan.quick() ? new long[0] : sets.classBits(requiredSets()));
    }

    /** Marks the last token of every match in one document, of which nothing but the tokens is known. */
    public MatchMask match(int[] documentTokens, int length) {
        return matcher().match(documentTokens, length);
    }

    /** What a match is, in one sentence: {@code A match ends on “ said”; 2 tokens long.} */
    public String explain() {
        return new Explanation(environment.vocabulary(), sets, variables).explain(node);
    }

    /** How matches are found in a document, in one sentence. */
    public String method() {
        return plan.method();
    }

    /**
     * Sets of tokens of each of which every document with a match has at least one, ascending ids; empty when nothing can be
     * said.
     */
    List<int[]> requiredTokens() {
        return requiredSets();
    }

    /** Sets of latents of each of which at least one fires in every document with a match. */
    List<List<Integer>> requiredLatents() {
        return Requirements.firing(node).stream()
                .map(PositionTest.Activation::latents)
                .distinct()
                .toList();
    }

    private List<int[]> requiredSets() {
        return new Requirements(sets).of(node);
    }
}
