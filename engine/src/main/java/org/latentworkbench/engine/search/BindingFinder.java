package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.search.Program.Instruction;

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
    private static final int NOTHING_FOUND = -1;

    /** What is done with the matches of a part. */
    private interface Found {
        /** @return whether to go on looking */
        boolean accept(int end, int memory, int start);
    }

    /** Work space of one run; parts in parts use one each. */
    private static final class Frame {
        final List<Agenda> places = new ArrayList<>();
        final Agenda stack = new Agenda();
        final LongSet visited = new LongSet();
        int base;
        int firstDeadline;
        boolean stopped;

        Agenda at(int place) {
            while (places.size() <= place - base) {
                places.add(new Agenda());
            }
            return places.get(place - base);
        }
    }

    private final Program program;
    private final GuardPass guards;
    private final Memories memories;
    private final Variants variants;
    private final BooleanSupplier cancelled;
    private final List<Frame> frames = new ArrayList<>();
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
        this.guards = new GuardPass(guards, sets);
        this.memories = new Memories(program.slots(), twins);
        this.variants = new Variants(environment, twins);
        this.cancelled = cancelled;
    }

    @Override
    public boolean find(DocumentTokens document, long[] marks) {
        begin(document);
        run(
                document,
                program.entry(),
                0,
                document.length(),
                true,
                Memories.BLANK,
                false,
                program.firstDeadline(),
                (end, _, start) -> {
                    if (start < end) {
                        BitWords.set(marks, end - 1);
                    }
                    return true;
                });
        return !exhausted;
    }

    @Override
    public int longestStart(DocumentTokens document, int lastToken) {
        begin(document);
        int[] found = {NOTHING_FOUND};
        run(
                document,
                program.entry(),
                0,
                lastToken + 1,
                true,
                Memories.BLANK,
                true,
                program.firstDeadline(),
                (end, _, start) -> {
                    if (end == lastToken + 1 && start < end && found[0] == NOTHING_FOUND) {
                        found[0] = start;
                    }
                    return true;
                });
        return found[0] == NOTHING_FOUND ? lastToken : found[0];
    }

    private void begin(DocumentTokens document) {
        guards.run(document);
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

    /**
     * Follows a part from one place, or from every place, up to another.
     *
     * @param everywhere whether matches start at every place from {@code from} to {@code to}
     * @param ordered whether the earliest start of each match is needed
     * @param firstDeadline first limit of length that counts: what a condition looks at is no part of the match around it
     */
    private void run(
            DocumentTokens document,
            int entry,
            int from,
            int to,
            boolean everywhere,
            int memory,
            boolean ordered,
            int firstDeadline,
            Found found) {
        if (depth == frames.size()) {
            frames.add(new Frame());
        }
        Frame frame = frames.get(depth++);
        frame.base = from;
        frame.firstDeadline = firstDeadline;
        frame.stopped = false;
        int last = from;
        for (int place = from; place <= to; place++) {
            Agenda pending = frame.at(place);
            if (pending.isEmpty() && !everywhere && place > from && place > last) {
                break;
            }
            frame.visited.clear();
            if (!frame.stopped && !exhausted) {
                if (ordered) {
                    pending.sortByStart();
                }
                for (int i = 0; i < pending.size(); i++) {
                    last = Math.max(last, follow(document, frame, place, pending.code(i), pending.start(i), to, found));
                }
                // Matches that start here come last, so that a way that has passed a token is never taken for an empty
                // one.
                if (everywhere || place == from) {
                    last = Math.max(last, follow(document, frame, place, code(entry, memory), place, to, found));
                }
            }
            pending.clear();
        }
        depth--;
    }

    private static long code(int instruction, int memory) {
        return (long) memory << 32 | instruction;
    }

    /** Follows all moves of no width; gives the furthest place something was put down for. */
    private int follow(DocumentTokens document, Frame frame, int place, long first, int start, int to, Found found) {
        int last = place;
        Agenda stack = frame.stack;
        stack.clear();
        stack.add(first, start);
        while (!stack.isEmpty() && !frame.stopped && spend()) {
            long code = stack.lastCode();
            stack.removeLast();
            int pc = (int) code;
            int memory = memories.keeping((int) (code >>> 32), program.live()[pc]);
            if (!frame.visited.add(code(pc, memory))) {
                continue;
            }
            Instruction instruction = program.code()[pc];
            int next = instruction.next();
            switch (instruction.operation()) {
                case ONE -> {
                    if (place < document.length()
                            && document.sets().holds(instruction.a(), document.classes()[place])) {
                        last = Math.max(last, put(frame, place + 1, to, next, memory, start));
                    }
                }
                case FORK -> {
                    stack.add(code(instruction.a(), memory), start);
                    stack.add(code(next, memory), start);
                }
                case GUARD -> {
                    if (guards.holds(instruction.a(), place)) {
                        stack.add(code(next, memory), start);
                    }
                }
                case OPEN -> {
                    steps += MEMORY_COST;
                    stack.add(code(next, memories.with(memory, instruction.a(), place)), start);
                }
                case CLOSE -> {
                    int opened = memories.get(memory, instruction.b());
                    int value = memories.value(document, opened, place);
                    steps += MEMORY_COST + place - opened;
                    stack.add(code(next, memories.with(memory, instruction.a(), value)), start);
                }
                case LIMIT -> {
                    int bounded = instruction.b() < 0
                            ? memory
                            : memories.with(memory, instruction.a(), (int)
                                    Math.min(Integer.MAX_VALUE, (long) place + instruction.b()));
                    stack.add(code(next, bounded), start);
                }
                case BACK -> {
                    int value = memories.get(memory, instruction.a());
                    if (value != Memories.UNBOUND) {
                        int[] tokens = memories.tokens(value);
                        if (tokens.length == 0) {
                            stack.add(code(next, memory), start);
                        } else if (common(document, place, tokens) == tokens.length) {
                            last = Math.max(last, put(frame, place + tokens.length, to, next, memory, start));
                        }
                    }
                }
                case VARIANT, VARIANT_PREFIX -> {
                    int value = memories.get(memory, instruction.a());
                    if (value != Memories.UNBOUND) {
                        for (int[] tokens : variants.of(memories.tokens(value))) {
                            int common = common(document, place, tokens);
                            int least = instruction.operation() == Program.Operation.VARIANT ? tokens.length : 1;
                            for (int count = least; count <= common; count++) {
                                last = Math.max(last, put(frame, place + count, to, next, memory, start));
                            }
                        }
                    }
                }
                case PREFIX -> last = Math.max(last, prefixes(document, frame, place, instruction, memory, start, to));
                case AHEAD, NOT_AHEAD, BEHIND, NOT_BEHIND -> look(document, frame, place, instruction, memory, start);
                case ACCEPT -> frame.stopped = !found.accept(place, memory, start);
                case FAIL -> {}
            }
        }
        return last;
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

    /** Puts a configuration down for a later place, unless that is past the end of the run or of a limit of length. */
    private int put(Frame frame, int place, int to, int instruction, int memory, int start) {
        if (place > to) {
            return 0;
        }
        for (int slot = frame.firstDeadline; slot < program.slots(); slot++) {
            int deadline = memories.get(memory, slot);
            if (deadline != Memories.UNBOUND && place > deadline) {
                return 0;
            }
        }
        frame.at(place).add(code(instruction, memory), start);
        return place;
    }

    /** How many of some tokens stand from a place on. */
    private int common(DocumentTokens document, int place, int[] tokens) {
        int most = Math.min(tokens.length, document.length() - place);
        int count = 0;
        while (count < most && memories.twin(document.token(place + count)) == tokens[count]) {
            count++;
        }
        return count;
    }

    private int prefixes(
            DocumentTokens document, Frame frame, int place, Instruction part, int memory, int start, int to) {
        int[] last = {0};
        run(document, part.a(), place, document.length(), false, memory, false, part.limit(), (end, bound, _) -> {
            for (int stop = place + 1; stop <= end; stop++) {
                last[0] = Math.max(last[0], put(frame, stop, to, part.next(), bound, start));
            }
            return true;
        });
        return last[0];
    }

    private void look(DocumentTokens document, Frame frame, int place, Instruction part, int memory, int start) {
        boolean behind =
                part.operation() == Program.Operation.BEHIND || part.operation() == Program.Operation.NOT_BEHIND;
        boolean negative =
                part.operation() == Program.Operation.NOT_AHEAD || part.operation() == Program.Operation.NOT_BEHIND;
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
        if (behind) {
            run(document, part.a(), Math.max(0, place - part.b()), place, true, memory, false, part.limit(), found);
        } else {
            run(document, part.a(), place, document.length(), false, memory, false, part.limit(), found);
        }
        if (negative && !any[0]) {
            frame.stack.add(code(part.next(), memory), start);
        }
    }
}
