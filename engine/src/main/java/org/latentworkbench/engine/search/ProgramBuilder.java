package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.search.Program.Instruction;
import org.latentworkbench.engine.search.Program.Operation;

/** Writes a pattern with memory as a {@link Program}, from its end to its start. */
final class ProgramBuilder {
    private static final int MAX_INSTRUCTIONS = 20_000;

    private final Guards guards;
    private final int variables;
    private final int bindings;
    private final int limits;
    private final List<Instruction> code = new ArrayList<>();
    private final List<Integer> acceptsFor = new ArrayList<>();
    private int openBindings;
    private int openLimits;

    private ProgramBuilder(Guards guards, int variables, Node root) {
        this.guards = guards;
        this.variables = variables;
        this.bindings = depth(root, Node.Bind.class);
        this.limits = depth(root, Node.Within.class);
        if (variables + bindings + limits > 64) {
            throw new Glushkov.TooLarge("This script has too many variables; at most 64 can be told apart.");
        }
    }

    /** @throws Glushkov.TooLarge beyond the limits on instructions and variables */
    static Program build(Node root, int variables, Guards guards) {
        ProgramBuilder builder = new ProgramBuilder(guards, variables, root);
        int entry = builder.write(root, builder.emit(Operation.ACCEPT, 0, 0, 0));
        Instruction[] code = builder.code.toArray(Instruction[]::new);
        return new Program(
                code,
                entry,
                builder.live(code),
                waits(code),
                CertainReferences.of(code),
                variables,
                variables + builder.bindings + builder.limits,
                variables + builder.bindings);
    }

    private static boolean[] waits(Instruction[] code) {
        boolean[] waits = new boolean[code.length];
        for (int pc = 0; pc < code.length; pc++) {
            waits[pc] = code[pc].operation() == Operation.FORK
                    && code[code[pc].a()].equals(
                            new Instruction(Operation.ONE, TokenSets.ANY, 0, pc, code[code[pc].a()].limit()))
                    && isReference(code[code[pc].next()].operation());
        }
        return waits;
    }

    private static boolean isReference(Operation operation) {
        return operation == Operation.BACK || operation == Operation.VARIANT || operation == Operation.VARIANT_PREFIX;
    }

    private static int depth(Node node, Class<? extends Node> kind) {
        int below = node.children().stream()
                .mapToInt(child -> depth(child, kind))
                .max()
                .orElse(0);
        return below + (kind.isInstance(node) ? 1 : 0);
    }

    private int emit(Operation operation, int a, int b, int next) {
        if (code.size() >= MAX_INSTRUCTIONS) {
            throw new Glushkov.TooLarge("Written out, this pattern is too long; use smaller repeat counts.");
        }
        code.add(new Instruction(operation, a, b, next, variables + bindings + openLimits));
        acceptsFor.add(-1);
        return code.size() - 1;
    }

    /** Writes a node that goes on at {@code next}; gives its first instruction. */
    private int write(Node node, int next) {
        return switch (node) {
            case Node.One one -> emit(Operation.ONE, one.set(), 0, next);
            case Node.Sequence sequence -> {
                int entry = next;
                for (Node part : sequence.parts().reversed()) {
                    entry = write(part, entry);
                }
                yield entry;
            }
            case Node.Choice choice -> {
                int entry = -1;
                for (Node option : choice.options().reversed()) {
                    int start = write(option, next);
                    entry = entry < 0 ? start : emit(Operation.FORK, entry, 0, start);
                }
                yield entry < 0 ? emit(Operation.FAIL, 0, 0, next) : entry;
            }
            case Node.Repeated(Node body, int least, int most) -> repeated(body, least, most, next);
            case Node.Look look ->
                look.body().regular() ? emit(Operation.GUARD, guards.look(look), 0, next) : look(look, next);
            case Node.Edge edge -> emit(Operation.GUARD, guards.edge(edge.start()), 0, next);
            case Node.Holds holds -> emit(Operation.GUARD, guards.holds(holds.test()), 0, next);
            case Node.Bind bind -> {
                int slot = variables + openBindings++;
                int close = emit(Operation.CLOSE, bind.variable(), slot, next);
                int body = write(bind.body(), close);
                openBindings--;
                yield emit(Operation.OPEN, slot, 0, body);
            }
            case Node.Back back -> emit(Operation.BACK, back.variable(), 0, next);
            case Node.Variant variant ->
                emit(variant.prefixes() ? Operation.VARIANT_PREFIX : Operation.VARIANT, variant.variable(), 0, next);
            case Node.Prefix prefix -> part(Operation.PREFIX, prefix.body(), 0, next);
            case Node.Within within -> {
                // The limit is watched token by token and forgotten as soon as it is no longer live.
                int slot = variables + bindings + openLimits++;
                int body = write(within.body(), emit(Operation.LIMIT, slot, -1, next));
                openLimits--;
                yield emit(Operation.LIMIT, slot, within.tokens(), body);
            }
        };
    }

    private int repeated(Node body, int least, int most, int next) {
        int entry = next;
        if (most == Integer.MAX_VALUE) {
            int fork = emit(Operation.FORK, 0, 0, next);
            int start = write(body, fork);
            code.set(fork, new Instruction(Operation.FORK, start, 0, next, 0));
            entry = fork;
        } else {
            for (int i = least; i < most; i++) {
                entry = emit(Operation.FORK, next, 0, write(body, entry));
            }
        }
        for (int i = 0; i < least; i++) {
            entry = write(body, entry);
        }
        return entry;
    }

    private int look(Node.Look look, int next) {
        Operation operation = look.behind()
                ? look.negative() ? Operation.NOT_BEHIND : Operation.BEHIND
                : look.negative() ? Operation.NOT_AHEAD : Operation.AHEAD;
        return part(operation, look.body(), look.behind() ? reachBehind(look.body()) : 0, next);
    }

    /** Most tokens of a match; a variable that is bound outside may hold any number. */
    private int reachBehind(Node body) {
        for (int variable = 0; variable < variables; variable++) {
            if (body.refersTo(variable)) {
                return Integer.MAX_VALUE;
            }
        }
        return (int) Math.min(Extent.of(body).most(), Integer.MAX_VALUE);
    }

    private int part(Operation operation, Node body, int b, int next) {
        int accept = emit(Operation.ACCEPT, 0, 0, 0);
        int start = write(body, accept);
        int owner = emit(operation, start, b, next);
        acceptsFor.set(accept, owner);
        return owner;
    }

    /** Which places of the memory matter at each instruction: the least solution of the usual backward equations. */
    private long[] live(Instruction[] program) {
        long[] live = new long[program.length];
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int pc = 0; pc < program.length; pc++) {
                long now = live(program, pc, live);
                changed |= now != live[pc];
                live[pc] = now;
            }
        }
        return live;
    }

    private long live(Instruction[] program, int pc, long[] live) {
        Instruction instruction = program[pc];
        long after = live[instruction.next()];
        return switch (instruction.operation()) {
            case ONE, GUARD -> after;
            case FORK, AHEAD, NOT_AHEAD, BEHIND, NOT_BEHIND, PREFIX -> after | live[instruction.a()];
            case OPEN -> after & ~(1L << instruction.a());
            case CLOSE -> (after & ~(1L << instruction.a())) | 1L << instruction.b();
            case BACK, VARIANT, VARIANT_PREFIX -> after | 1L << instruction.a();
            case LIMIT -> instruction.b() < 0 ? after | 1L << instruction.a() : after & ~(1L << instruction.a());
            case FAIL -> 0;
            case ACCEPT -> acceptsFor.get(pc) < 0 ? 0 : live[program[acceptsFor.get(pc)].next()];
        };
    }
}
