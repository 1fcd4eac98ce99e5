package org.latentworkbench.engine.search;

import java.util.Arrays;
import org.latentworkbench.engine.search.Program.Instruction;
import org.latentworkbench.engine.search.Program.Operation;

/**
 * Finds the bindings whose tokens must stand in the document once more, because every way to the end of the pattern passes a
 * reference to them: where they do not, such a binding need not be followed. The greatest solution of the usual backward
 * equations.
 */
final class CertainReferences {
    private final Instruction[] code;
    private final long[] certain;

    private CertainReferences(Instruction[] code) {
        this.code = code;
        this.certain = new long[code.length];
    }

    /** For each instruction whether it is such a binding; only variables among the first 64 are looked at. */
    static boolean[] of(Instruction[] code) {
        return new CertainReferences(code).solve();
    }

    private boolean[] solve() {
        Arrays.fill(certain, -1L);
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int pc = 0; pc < code.length; pc++) {
                long now = before(code[pc]);
                changed |= now != certain[pc];
                certain[pc] = now;
            }
        }
        boolean[] bindings = new boolean[code.length];
        for (int pc = 0; pc < code.length; pc++) {
            bindings[pc] =
                    code[pc].operation() == Operation.CLOSE && (certain[code[pc].next()] & 1L << code[pc].a()) != 0;
        }
        return bindings;
    }

    private long before(Instruction instruction) {
        long after = certain[instruction.next()];
        return switch (instruction.operation()) {
            case ONE, GUARD, OPEN, LIMIT, VARIANT, VARIANT_PREFIX, NOT_AHEAD, NOT_BEHIND -> after;
            // What these parts refer to may stand before, and they may bind anew; after them nothing is certain.
            case PREFIX, BEHIND -> 0;
            case FORK -> after & certain[instruction.a()];
            case CLOSE -> after & ~(1L << instruction.a());
            case BACK -> after | 1L << instruction.a();
            // The part may bind anew what is referred to after it, so only what it refers to itself is certain.
            case AHEAD -> certain[instruction.a()];
            // The end of a part says nothing of what follows the part, as that may start before it.
            case ACCEPT -> 0;
            case FAIL -> -1L;
        };
    }
}
