package org.latentworkbench.engine.search;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.search.syntax.Argument;
import org.latentworkbench.engine.search.syntax.Macro;
import org.latentworkbench.engine.search.syntax.Pattern;
import org.latentworkbench.engine.search.syntax.Span;

/** What the macros stand for. */
final class Macros {
    private final RegexEnvironment environment;
    private final Resolver resolver;
    private final Literals literals;
    private final Complaints complaints;

    Macros(RegexEnvironment environment, Resolver resolver, Literals literals, Complaints complaints) {
        this.environment = environment;
        this.resolver = resolver;
        this.literals = literals;
        this.complaints = complaints;
    }

    Node resolve(Pattern.Call call) {
        Optional<Macro> macro = Macro.named(call.name());
        if (macro.isEmpty()) {
            throw complaints.unknown(call, resolver.names());
        }
        return switch (macro.get()) {
            case RE, RE_TOK_SET -> expression(call, false);
            case FLEX -> expression(call, true);
            case LITERALS -> literals(new Arguments(call, complaints, "literal_name"));
            case PREFIX -> {
                Arguments arguments = new Arguments(call, complaints, "child_module");
                yield new Node.Prefix(resolver.resolve(arguments.block(0)));
            }
            case VAR_VARIANT -> variant(call, false);
            case VAR_VARIANT_PREFIX -> variant(call, true);
            case BEGIN -> {
                new Arguments(call, complaints);
                int[] begin = environment.beginToken().stream().toArray();
                yield begin.length == 0
                        ? Node.never()
                        : new Node.One(literals.sets().add(begin));
            }
            case POS -> {
                new Arguments(call, complaints);
                yield Node.empty();
            }
            case DOC_START -> {
                new Arguments(call, complaints);
                yield new Node.Edge(true);
            }
            case DOC_END -> {
                new Arguments(call, complaints);
                yield new Node.Edge(false);
            }
        };
    }

    private Node expression(Pattern.Call call, boolean flex) {
        Arguments arguments = new Arguments(call, complaints, "pattern", "search");
        String expression = arguments.text(0);
        boolean search = arguments.flag(1);
        TokenTexts.Application application = flex
                ? search ? TokenTexts.Application.FLEX_SEARCH : TokenTexts.Application.FLEX
                : search ? TokenTexts.Application.SEARCH : TokenTexts.Application.WHOLE;
        try {
            int[] tokens = environment.texts().passing(expression, application, literals.ignoreCase());
            return new Node.One(literals.sets().add(tokens));
        } catch (PatternSyntaxException e) {
            boolean backwards = expression.contains("(?=")
                    || expression.contains("(?!")
                    || expression.contains("(?<")
                    || expression.matches(".*\\\\[1-9].*");
            throw complaints.at(
                    arguments.span(0),
                    "This regular expression cannot be read: " + e.getDescription()
                            + (backwards
                                    ? "; expressions on one token run in linear time and have no look-around or back-reference."
                                    : "."),
                    "a regular expression");
        }
    }

    private Node literals(Arguments arguments) {
        String name = arguments.text(0);
        List<String> words = environment.literals().get(name);
        if (words == null) {
            throw complaints.notFound(
                    arguments.span(0), "word list", name, environment.literals().keySet());
        }
        return words.isEmpty() ? Node.never() : literals.words(words);
    }

    private Node variant(Pattern.Call call, boolean prefixes) {
        Arguments arguments = new Arguments(call, complaints, "var_ref");
        Pattern block = arguments.block(0);
        int variable = resolver.variable(block);
        if (variable < 0) {
            // Resolving first gives the better message where the name is merely unknown.
            resolver.resolve(block);
            throw complaints.at(
                    arguments.span(0),
                    "“" + call.name() + "” needs a variable: [" + call.name() + " [v]] after [v=…].",
                    "a variable in brackets");
        }
        return new Node.Variant(variable, prefixes);
    }

    /** The arguments of one call, by place or by name. */
    private static final class Arguments {
        private final Pattern.Call call;
        private final Complaints complaints;
        private final List<String> names;
        private final List<Optional<Argument>> given;

        Arguments(Pattern.Call call, Complaints complaints, String... names) {
            this.call = call;
            this.complaints = complaints;
            this.names = List.of(names);
            this.given = new ArrayList<>();
            Arrays.stream(names).forEach(_ -> given.add(Optional.empty()));
            int next = 0;
            for (Argument argument : call.arguments()) {
                int place = argument.key().isPresent()
                        ? this.names.indexOf(argument.key().get())
                        : next++;
                if (place < 0 || place >= names.length) {
                    throw complaints.at(argument.span(), unexpected(argument), "“]”");
                }
                if (given.get(place).isPresent()) {
                    throw complaints.at(argument.span(), "“" + names[place] + "” is given twice.", "“]”");
                }
                given.set(place, Optional.of(argument));
            }
        }

        private String unexpected(Argument argument) {
            return argument.key()
                    .map(key -> "“" + call.name() + "” has no argument called “" + key + "”.")
                    .orElse("“" + call.name() + "” takes "
                            + (names.isEmpty() ? "no arguments." : "no more arguments than " + names.size() + "."));
        }

        private Argument required(int place, String kind) {
            return given.get(place)
                    .orElseThrow(() -> complaints.at(call.span(), "“" + call.name() + "” needs " + kind + ".", kind));
        }

        String text(int place) {
            Argument argument = required(place, "text between backticks, for example [" + call.name() + " `…`]");
            if (argument.value() instanceof Argument.Value.Text text) {
                return text.text();
            }
            throw complaints.at(argument.span(), "“" + call.name() + "” needs text between backticks here.", "`text`");
        }

        boolean flag(int place) {
            if (given.get(place).isEmpty()) {
                return false;
            }
            Argument argument = given.get(place).get();
            return switch (argument.value()) {
                case Argument.Value.Flag flag -> flag.on();
                case Argument.Value.Whole whole when whole.number() <= 1 -> whole.number() == 1;
                default ->
                    throw complaints.at(
                            argument.span(), "“" + names.get(place) + "” is True or False.", "True or False");
            };
        }

        Pattern block(int place) {
            Argument argument = required(place, "a block, for example [" + call.name() + " (…)]");
            if (argument.value() instanceof Argument.Value.Block block) {
                return block.pattern();
            }
            throw complaints.at(argument.span(), "“" + call.name() + "” needs a block here.", "(…) or […]");
        }

        Span span(int place) {
            return given.get(place).map(Argument::span).orElse(call.span());
        }
    }
}
