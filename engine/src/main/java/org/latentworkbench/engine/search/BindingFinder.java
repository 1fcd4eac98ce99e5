package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.search.Program.Instruction;
import org.latentworkbench.engine.search.Program.Operation;

/**
 * Finds matches of patterns with memory. It goes through the places of a document from left to right and keeps, for all
 * starts of a match at once, the configurations (instruction, memory) that can be reached there; equal ones are followed
 * once, and what is no longer needed of a memory is forgotten, so that the work is bounded by the number of different
 * memories and not by the number of ways. That can still be large: there is a budget of steps for each document, and
 * cancellation is asked for while it runs. For one thread.
 */
final class BindingFinder implements Finder {
    /** Steps for one document: a few seconds. */
    static final long BUDGET = 10_000_000;

    /** What a new memory counts for, in steps; with the length of bound text this keeps the work space to some 100 MB. */
    private static final int MEMORY_COST = 16;

    private static final int ASK_EVERY = 8192;

    /** What is done with the matches of a part. */
    private interface Found {
        /** Takes a match; gives whether to go on looking. */
        boolean accept(int end, int memory, int start);
    }

    private final Program program;
    private final GuardPass guards;
    private final Memories memories;
    private final Variants variants;
    private final LastPlaces lastPlaces;
    private final BooleanSupplier cancelled;
    private final List<WorkFrame> frames = new ArrayList<>();
    private DocumentTokens document;
    private long steps;
    private long askAt;
    private boolean exhausted;
    private int depth;

    BindingFinder(
            Program program,
            Guards guards,
            TokenSets sets,
            int[] twins,
            RegexEnvironment environment,
            BooleanSupplier cancelled) {
        this.program = program;
        this.guards = new GuardPass(guards, Alphabet.of(sets));
        this.memories = new Memories(program.slots(), twins);
        this.variants = new Variants(environment, twins);
        this.lastPlaces = new LastPlaces(twins);
        this.cancelled = cancelled;
        this.document = new DocumentTokens(sets);
    }

    @Override
    public boolean find(DocumentTokens tokens, long[] marks) {
        begin(tokens);
        WorkFrame frame = frame(0, tokens.length(), program.firstDeadline(), true);
        run(frame, program.entry(), Memories.BLANK, true, (end, _, start) -> {
            if (start < end) {
                BitWords.set(marks, end - 1);
            }
            return true;
        });
        return !exhausted;
    }

    @Override
    public int longestStart(DocumentTokens tokens, int lastToken) {
        begin(tokens);
        int[] found = {lastToken};
        WorkFrame frame = frame(0, lastToken + 1, program.firstDeadline(), false);
        run(frame, program.entry(), Memories.BLANK, true, (end, _, start) -> {
            found[0] = end == lastToken + 1 ? Math.min(found[0], start) : found[0];
            return true;
        });
        return found[0];
    }

    private void begin(DocumentTokens tokens) {
        document = tokens;
        guards.run(tokens);
        lastPlaces.read(tokens);
        memories.forget();
        steps = 0;
        askAt = 0;
        exhausted = false;
        if (depth > 0) {
            // A cancelled run left its work space as it was.
            frames.clear();
            depth = 0;
        }
    }

    private WorkFrame frame(int from, int to, int firstDeadline, boolean parks) {
        if (depth == frames.size()) {
            frames.add(new WorkFrame());
        }
        WorkFrame frame = frames.get(depth);
        frame.begin(from, to, firstDeadline, parks);
        return frame;
    }

    /**
     * Follows a part from the first place of a frame, or from every place, to its last.
     *
     * @param everywhere whether matches start at every place
     */
    private void run(WorkFrame frame, int entry, int memory, boolean everywhere, Found found) {
        depth++;
        for (int place = frame.from(); place <= frame.to() && (everywhere || !frame.done(place)); place++) {
            Agenda pending = frame.at(place);
            frame.visited.clear();
            if (!frame.stopped && !exhausted) {
                if (place < document.length()) {
                    frame.wake(memories.twin(document.token(place)), pending);
                }
                if (!frame.parks()) {
                    pending.sortByStart();
                }
                for (int i = 0; i < pending.size(); i++) {
                    follow(frame, place, pending.code(i), pending.start(i), found);
                }
                // Matches that start here come last, so that a way that has passed a token is never taken for an empty
                // one.
                if (everywhere || place == frame.from()) {
                    follow(frame, place, code(entry, memory), place, found);
                }
            }
            pending.clear();
        }
        depth--;
    }

    private static long code(int instruction, int memory) {
        return (long) memory << 32 | instruction;
    }

    /** Follows all moves of no width from a configuration. */
    private void follow(WorkFrame frame, int place, long first, int start, Found found) {
        Agenda stack = frame.stack;
        stack.clear();
        stack.add(first, start);
        while (!stack.isEmpty() && !frame.stopped && spend()) {
            long code = stack.lastCode();
            stack.removeLast();
            int pc = (int) code;
            int memory = memories.keeping((int) (code >>> 32), program.live()[pc]);
            if (frame.visited.add(code(pc, memory))) {
                if (program.code()[pc].operation() == Operation.ACCEPT) {
                    frame.stopped = !found.accept(place, memory, start);
                } else {
                    step(frame, place, pc, memory, start);
                }
            }
        }
    }

    private boolean spend() {
        if (++steps > BUDGET) {
            exhausted = true;
        } else if (steps > askAt) {
            askAt = steps + ASK_EVERY;
            if (cancelled.getAsBoolean()) {
                throw new CancelledException("Stopped.");
            }
        }
        return !exhausted;
    }

    private void step(WorkFrame frame, int place, int pc, int memory, int start) {
        Instruction instruction = program.code()[pc];
        int next = instruction.next();
        switch (instruction.operation()) {
            case ONE -> {
                if (place < document.length() && document.sets().holds(instruction.a(), document.classes()[place])) {
                    put(frame, place + 1, next, memory, start);
                }
            }
            case FORK -> {
                if (!frame.parks() || !program.waits()[pc] || !park(frame, code(pc, memory), next, memory, start)) {
                    frame.stack.add(code(instruction.a(), memory), start);
                }
                frame.stack.add(code(next, memory), start);
            }
            case GUARD -> {
                if (guards.holds(instruction.a(), place)) {
                    frame.stack.add(code(next, memory), start);
                }
            }
            case OPEN, CLOSE, LIMIT -> {
                if (!program.recurs()[pc]
                        || lastPlaces.recurs(document, memories.get(memory, instruction.b()), place)) {
                    frame.stack.add(code(next, remember(instruction, place, memory)), start);
                }
            }
            case BACK, VARIANT, VARIANT_PREFIX -> again(frame, place, instruction, memory, start);
            case PREFIX -> prefixes(frame, place, instruction, memory, start);
            case AHEAD, NOT_AHEAD, BEHIND, NOT_BEHIND -> look(frame, place, instruction, memory, start);
            case ACCEPT, FAIL -> {}
        }
    }

    private int remember(Instruction instruction, int place, int memory) {
        steps += MEMORY_COST;
        return switch (instruction.operation()) {
            case OPEN -> memories.with(memory, instruction.a(), place);
            case CLOSE -> {
                int opened = memories.get(memory, instruction.b());
                steps += place - opened;
                yield memories.with(memory, instruction.a(), memories.value(document, opened, place));
            }
            default -> {
                long end = (long) place + instruction.b();
                yield instruction.b() < 0
                        ? memory
                        : memories.with(memory, instruction.a(), (int) Math.min(Integer.MAX_VALUE, end));
            }
        };
    }

    /** The ways in which a reference may be written, none where nothing is bound. */
    private List<int[]> forms(Instruction reference, int memory) {
        int value = memories.get(memory, reference.a());
        if (value == Memories.UNBOUND) {
            return List.of();
        }
        int[] tokens = memories.tokens(value);
        return reference.operation() == Operation.BACK ? List.of(tokens) : variants.of(tokens);
    }

    private void again(WorkFrame frame, int place, Instruction reference, int memory, int start) {
        for (int[] tokens : forms(reference, memory)) {
            if (tokens.length == 0) {
                frame.stack.add(code(reference.next(), memory), start);
                continue;
            }
            int common = memories.common(document, place, tokens);
            steps += common;
            int least = reference.operation() == Operation.VARIANT_PREFIX ? 1 : tokens.length;
            for (int count = least; count <= common; count++) {
                put(frame, place + count, reference.next(), memory, start);
            }
        }
    }

    /**
     * A configuration that may pass any number of tokens before a reference need not be visited at every place: it waits for
     * the tokens with which the reference can begin.
     *
     * @return false if it must be visited at every place after all
     */
    private boolean park(WorkFrame frame, long code, int reference, int memory, int start) {
        List<int[]> forms = forms(program.code()[reference], memory);
        for (int[] tokens : forms) {
            if (tokens.length == 0) {
                return false;
            }
        }
        if (deadline(frame, memory) < Integer.MAX_VALUE) {
            return false;
        }
        if (frame.parked.add(code)) {
            forms.forEach(tokens -> frame.await(tokens[0], code(reference, memory), start));
        }
        return true;
    }

    /** Puts a configuration down for a later place, unless that is past the end of the run or of a limit of length. */
    private void put(WorkFrame frame, int place, int instruction, int memory, int start) {
        if (place <= frame.to() && place <= deadline(frame, memory)) {
            frame.at(place).add(code(instruction, memory), start);
        }
    }

    private int deadline(WorkFrame frame, int memory) {
        int deadline = Integer.MAX_VALUE;
        for (int slot = frame.firstDeadline(); slot < program.slots(); slot++) {
            int end = memories.get(memory, slot);
            deadline = end == Memories.UNBOUND ? deadline : Math.min(deadline, end);
        }
        return deadline;
    }

    private void prefixes(WorkFrame frame, int place, Instruction part, int memory, int start) {
        WorkFrame inner = frame(place, document.length(), part.limit(), true);
        run(inner, part.a(), memory, false, (end, bound, _) -> {
            for (int stop = place + 1; stop <= end; stop++) {
                put(frame, stop, part.next(), bound, start);
            }
            return true;
        });
    }

    private void look(WorkFrame frame, int place, Instruction part, int memory, int start) {
        Operation operation = part.operation();
        boolean behind = operation == Operation.BEHIND || operation == Operation.NOT_BEHIND;
        boolean negative = operation == Operation.NOT_AHEAD || operation == Operation.NOT_BEHIND;
        boolean[] any = {false};
        Found found = (end, bound, _) -> {
            if (behind && end != place) {
                return true;
            }
            any[0] = true;
            if (!negative) {
                frame.stack.add(code(part.next(), bound), start);
            }
            return !negative;
        };
        int from = behind ? Math.max(0, place - part.b()) : place;
        WorkFrame inner = frame(from, behind ? place : document.length(), part.limit(), true);
        run(inner, part.a(), memory, behind, found);
        if (negative && !any[0]) {
            frame.stack.add(code(part.next(), memory), start);
        }
    }
}
