package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.search.syntax.Pattern;
import org.latentworkbench.engine.search.syntax.Script;
import org.latentworkbench.engine.search.syntax.TokenTest;

/**
 * Gives names their meaning, from the first line to the last and from left to right: a name is a variable if one was bound
 * before, else a definition of an earlier line, else a macro.
 */
final class Resolver {
    private final Script script;
    private final RegexEnvironment environment;
    private final Literals literals;
    private final Macros macros;
    private final TestResolver tests;
    private final Map<String, Integer> variables = new LinkedHashMap<>();
    private final Map<String, Node> definitions = new HashMap<>();
    private final Complaints complaints;

    Resolver(Script script, RegexEnvironment environment, TokenSets sets, boolean ignoreCase) {
        this.script = script;
        this.environment = environment;
        this.complaints = new Complaints(script);
        this.literals = new Literals(environment, sets, ignoreCase, complaints);
        this.macros = new Macros(environment, this, literals, complaints);
        this.tests = new TestResolver(environment, sets, this, complaints);
    }

    /** The whole script as one pattern. */
    Node resolve() {
        List<Node> phrases = new ArrayList<>();
        for (Script.Line line : script.lines()) {
            switch (line) {
                case Script.Definition definition -> definitions.put(definition.name(), resolve(definition.pattern()));
                case Script.Phrase phrase -> phrases.add(resolve(phrase.pattern()));
            }
        }
        Node whole = Node.sequence(phrases);
        return script.within().isPresent() ? new Node.Within(script.within().getAsInt(), whole) : whole;
    }

    /** The variables in the order of their numbers. */
    List<String> variables() {
        return List.copyOf(variables.keySet());
    }

    Node resolve(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Literal literal -> literals.text(literal.text(), literal.span());
            case Pattern.AnyToken _ -> new Node.One(TokenSets.ANY);
            case Pattern.Phrase phrase ->
                Node.sequence(phrase.parts().stream().map(this::resolve).toList());
            case Pattern.Alternation alternation ->
                Node.choice(alternation.options().stream().map(this::resolve).toList());
            case Pattern.Repeat repeat -> new Node.Repeated(resolve(repeat.body()), repeat.least(), repeat.most());
            case Pattern.LookAround look -> new Node.Look(resolve(look.body()), look.behind(), look.negative());
            case Pattern.Within within -> new Node.Within(within.tokens(), resolve(within.body()));
            case Pattern.Tested tested -> tests.zeroWidthOrToken(tested.test());
            case Pattern.Binding binding -> {
                // The variable is known after its binding, not inside it.
                Node body = resolve(binding.body());
                int number = variables.computeIfAbsent(binding.name(), _ -> variables.size());
                yield new Node.Bind(number, body);
            }
            case Pattern.Call call -> call(call);
        };
    }

    private Node call(Pattern.Call call) {
        Integer variable = variables.get(call.name());
        if (variable != null) {
            complaints.noArguments(call);
            return new Node.Back(variable);
        }
        Node definition = definitions.get(call.name());
        if (definition != null) {
            complaints.noArguments(call);
            return definition;
        }
        return macros.resolve(call);
    }

    /** The number of the variable that a block refers to, or -1 if it is anything else. */
    int variable(@Nullable Pattern block) {
        if (block instanceof Pattern.Call call && call.arguments().isEmpty()) {
            return variables.getOrDefault(call.name(), -1);
        }
        return -1;
    }

    /** Names that could stand in brackets here. */
    List<String> names() {
        List<String> names = new ArrayList<>(variables.keySet());
        names.addAll(definitions.keySet());
        return names;
    }

    RegexEnvironment environment() {
        return environment;
    }

    /** A definition or macro as a set of tokens, if it stands for one token. */
    Node resolve(TokenTest.Named named) {
        return call(named.call());
    }
}
