package org.latentworkbench.engine.search;

import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.latentworkbench.engine.search.Glushkov.TooLarge;

/** How matches of one pattern are found: by the simplest means that does it. Immutable. */
sealed interface Plan {
    /** By an automaton, in time proportional to the text. */
    record Automaton(PositionAutomaton forward, PositionAutomaton reversed, int within, Guards guards)
            implements Plan {}

    /** By remembering which tokens were seen: {@code [a=T].*[a]}. */
    record Induction(int set) implements Plan {}

    /** By what follows from the bindings at the start of a match. */
    record Assigned(List<Way> ways, Bindings general) implements Plan {
        public Assigned {
            ways = List.copyOf(ways);
        }
    }

    /** By following configurations with memory. */
    record Bindings(Program program, Guards guards) implements Plan {}

    /** Whether matching is so quick that looking first whether a document can match does not pay. */
    default boolean quick() {
        return this instanceof Automaton automaton
                && BehindStates.asked(automaton.forward(), automaton.guards()).length == 0
                && automaton.within() == Integer.MAX_VALUE;
    }

    /** A finder for one thread. */
    default Finder finder(TokenSets sets, int[] twins, RegexEnvironment environment, BooleanSupplier cancelled) {
        return switch (this) {
            case Automaton(PositionAutomaton forward, PositionAutomaton reversed, int within, Guards guards) ->
                new AutomatonFinder(forward, reversed, within, guards, sets);
            case Induction induction -> new InductionFinder(induction.set(), twins, sets);
            case Assigned(List<Way> ways, Bindings general) ->
                new AssignedFinder(
                        ways,
                        sets,
                        twins,
                        environment,
                        cancelled,
                        () -> general.finder(sets, twins, environment, cancelled));
            case Bindings bindings ->
                new BindingFinder(bindings.program(), bindings.guards(), sets, twins, environment, cancelled);
        };
    }

    /** How it is done, in one sentence. */
    default String method() {
        return switch (this) {
            case Automaton automaton -> {
                int guards = automaton.guards().size();
                yield "An automaton of " + counted(automaton.forward().positions(), "token test")
                        + (guards == 0
                                ? " reads each document once, one look-up a token."
                                : " reads each document once, after " + counted(guards, "pass")
                                        + " for what stands around a place.");
            }
            case Induction _ -> "One pass remembers which tokens were seen.";
            case Assigned(List<Way> ways, Bindings _) ->
                ways.isEmpty()
                        ? "No way through the pattern binds what it refers to: nothing can match."
                        : ways.stream().noneMatch(AssignedPlan.class::isInstance)
                                ? "One pass remembers what the starts bind and looks where it stands again."
                                : "The start binds the variables, in " + counted(ways.size(), "way")
                                        + "; for each different binding an automaton reads the document once.";
            case Bindings bindings ->
                "A program of " + counted(bindings.program().code().length, "step")
                        + " follows every place and memory, at most "
                        + String.format(Locale.ROOT, "%,d", BindingFinder.BUDGET) + " times a document.";
        };
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : what.endsWith("s") ? "es" : "s");
    }

    /**
     * Chooses the plan.
     *
     * @throws TooLarge if the pattern is too large for any
     */
    static Plan of(Node node, int variables) {
        if (node instanceof Node.Sequence(List<Node> parts)
                && parts.size() == 3
                && parts.get(0) instanceof Node.Bind(int bound, Node.One one)
                && parts.get(1).equals(new Node.Repeated(new Node.One(TokenSets.ANY), 0, Integer.MAX_VALUE))
                && parts.get(2).equals(new Node.Back(bound))) {
            return new Induction(one.set());
        }
        Node body = node;
        int within = Integer.MAX_VALUE;
        if (node instanceof Node.Within limited) {
            body = limited.body();
            within = limited.tokens();
        }
        if (body.regular()) {
            try {
                Guards guards = new Guards();
                PositionAutomaton automaton = Glushkov.build(body, guards);
                return new Automaton(automaton, automaton.reversed(), within, guards);
            } catch (TooLarge e) {
                // The general way knows no limit on guards and a higher one on length; it throws again beyond that.
                return bindings(node, variables);
            }
        }
        Bindings general = bindings(node, variables);
        return AssignedPlan.of(node)
                .<Plan>map(ways -> new Assigned(ways, general))
                .orElse(general);
    }

    private static Bindings bindings(Node node, int variables) {
        Guards guards = new Guards();
        return new Bindings(ProgramBuilder.build(node, variables, guards), guards);
    }
}
