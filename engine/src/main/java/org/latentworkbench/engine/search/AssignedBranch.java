package org.latentworkbench.engine.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.CancelledException;

/** Finds the matches that begin with one head of an {@link AssignedPlan}. For one thread. */
final class AssignedBranch implements Branch {
    /** Tokens passed between two questions whether to stop. */
    private static final long ASK_EVERY = 100_000;

    private final AssignedPlan plan;
    private final SameTokens same;
    private final Variants variants;
    private final Alphabet alphabet;
    private final GuardPass guards;
    private final Simulation simulation;
    private final StateCache cache;
    private final DocumentTokens seen;
    private final BooleanSupplier cancelled;
    private final int[] setOf;
    private final int[] named;
    private final long[][] given;
    private final Map<Integer, List<int[]>> forms = new HashMap<>();
    private long[] open = new long[0];
    private int[] symbols = new int[0];
    private int[] bits = new int[0];
    private int[] touched = new int[0];
    private int touches;
    private long work;

    AssignedBranch(AssignedPlan plan, TokenSets sets, SameTokens same, Variants variants, BooleanSupplier cancelled) {
        this.cancelled = cancelled;
        this.plan = plan;
        this.same = same;
        this.variants = variants;
        this.alphabet = Alphabet.withElements(sets);
        this.guards = new GuardPass(plan.guards(), alphabet);
        this.simulation = new Simulation(plan.automaton(), alphabet);
        this.cache = new StateCache(simulation);
        this.seen = new DocumentTokens(sets);
        this.setOf = plan.head().sets().stream().mapToInt(Integer::intValue).toArray();
        this.named = named(plan.head());
        this.given = new long[1 + plan.lengths().size()][];
    }

    /** Offsets of the tokens that some variable holds, ascending. */
    private static int[] named(Head head) {
        return IntStream.range(0, head.length())
                .filter(offset -> head.bound().values().stream()
                        .anyMatch(bound -> offset >= bound.offset() && offset < bound.offset() + bound.length()))
                .toArray();
    }

    @Override
    public boolean linear() {
        return false;
    }

    @Override
    public boolean find(DocumentTokens document, long[] marks) {
        int length = document.length();
        if (!openHeads(document)) {
            return true;
        }
        if (symbols.length < length) {
            symbols = new int[Math.max(length, 2 * symbols.length)];
            bits = new int[symbols.length];
            touched = new int[symbols.length];
        }
        System.arraycopy(document.classes(), 0, symbols, 0, length);
        boolean first = true;
        for (int start = BitWords.next(open, 0, length); start >= 0; start = BitWords.next(open, start + 1, length)) {
            spend(length);
            long[] entries = new long[document.placeWords()];
            gather(document, start, entries);
            boolean told = assign(document, start);
            if (told) {
                given[Tail.ENTER] = entries;
                seen.show(document, symbols, given);
                guards.run(seen, first);
                first = false;
                int from = start + setOf.length;
                long[] ends = new long[document.placeWords()];
                cache.run(symbols, from, length, guards.views(simulation, from, length), false, true, ends);
                for (int end = BitWords.next(ends, from, length + 1);
                        end > 0;
                        end = BitWords.next(ends, end + 1, length + 1)) {
                    BitWords.set(marks, end - 1);
                }
            }
            forget(document);
            if (!told) {
                return false;
            }
        }
        return true;
    }

    /** Counts tokens passed, and asks now and then whether to stop. */
    private void spend(int passed) {
        work += passed;
        if (work > ASK_EVERY) {
            work = 0;
            if (cancelled.getAsBoolean()) {
                throw new CancelledException("Stopped.");
            }
        }
    }

    /** Finds where heads begin that may lead to a match. */
    private boolean openHeads(DocumentTokens document) {
        int last = document.length() - setOf.length;
        int words = document.placeWords();
        if (open.length < words) {
            open = new long[words];
        }
        Arrays.fill(open, 0);
        boolean any = false;
        int[] classes = document.classes();
        for (int start = 0; start <= last; start++) {
            boolean fits = true;
            for (int i = 0; i < setOf.length && fits; i++) {
                fits = document.sets().holds(setOf[i], classes[start + i]);
            }
            if (fits && (plan.required().length == 0 || recurs(document, start, start + plan.required()[0]) >= 0)) {
                BitWords.set(open, start);
                any = true;
            }
        }
        return any;
    }

    /** The first place after another one where the required tokens stand one after the other behind a head, or -1. */
    private int recurs(DocumentTokens document, int start, int before) {
        int[] required = plan.required();
        int after = start + setOf.length;
        for (int place = same.next(before); place >= 0; place = same.next(place)) {
            spend(1);
            boolean equal = place >= after && place + required.length <= document.length();
            for (int i = 1; i < required.length && equal; i++) {
                equal = equal(document, place + i, start + required[i]);
            }
            if (equal) {
                return place;
            }
        }
        return -1;
    }

    private boolean equal(DocumentTokens document, int a, int b) {
        return same.twin(document.token(a)) == same.twin(document.token(b));
    }

    /** Takes the heads that bind the same tokens as the one at {@code start}, and marks where they end. */
    private void gather(DocumentTokens document, int start, long[] entries) {
        if (named.length == 0) {
            for (int s = start; s >= 0; s = BitWords.next(open, s + 1, document.length())) {
                take(s, entries);
            }
            return;
        }
        for (int place = start + named[0]; place >= 0; place = same.next(place)) {
            int other = place - named[0];
            if (BitWords.get(open, other) && equalNames(document, start, other)) {
                take(other, entries);
            }
        }
    }

    private void take(int start, long[] entries) {
        open[start >> 6] &= ~(1L << start);
        BitWords.set(entries, start + setOf.length);
    }

    private boolean equalNames(DocumentTokens document, int a, int b) {
        for (int i = 1; i < named.length; i++) {
            if (!equal(document, a + named[i], b + named[i])) {
                return false;
            }
        }
        return true;
    }

    /** Makes the symbols say where the tokens of the head at a place stand; false when they cannot. */
    private boolean assign(DocumentTokens document, int start) {
        forms.clear();
        List<Tail.FormLength> lengths = plan.lengths();
        for (int i = 0; i < lengths.size(); i++) {
            Tail.FormLength asked = lengths.get(i);
            List<int[]> all = forms.computeIfAbsent(asked.variable(), variable -> forms(document, start, variable));
            int tokens = asked.form() < all.size() ? all.get(asked.form()).length : 0;
            if (all.size() > Tail.FORMS || tokens > Tail.MOST_FORM_TOKENS) {
                return false;
            }
            boolean holds = asked.atLeast() ? tokens >= asked.tokens() : tokens == asked.tokens();
            long[] answer = new long[document.placeWords()];
            if (holds) {
                Arrays.fill(answer, -1L);
            }
            given[1 + i] = answer;
        }
        List<Tail.Element> elements = plan.elements();
        for (int e = 0; e < elements.size(); e++) {
            for (int place = first(document, start, elements.get(e)); place >= 0; place = same.next(place)) {
                if (bits[place] == 0) {
                    touched[touches++] = place;
                }
                bits[place] |= 1 << e;
            }
        }
        for (int i = 0; i < touches; i++) {
            int place = touched[i];
            symbols[place] = alphabet.symbol(document.classes()[place], bits[place]);
            if (symbols[place] < 0) {
                return false;
            }
        }
        return true;
    }

    private List<int[]> forms(DocumentTokens document, int start, int variable) {
        Head.Bound bound = Objects.requireNonNull(plan.head().bound().get(variable));
        int[] tokens = new int[bound.length()];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = same.twin(document.token(start + bound.offset() + i));
        }
        return variants.of(tokens);
    }

    /** The first place where an element of the assignment stands. */
    private int first(DocumentTokens document, int start, Tail.Element element) {
        return switch (element) {
            case Tail.Element.OfHead(int offset) -> same.first(same.twin(document.token(start + offset)));
            case Tail.Element.OfForm(int variable, int form, int index) -> {
                List<int[]> all = Objects.requireNonNull(forms.get(variable));
                yield form < all.size() && index < all.get(form).length ? same.first(all.get(form)[index]) : -1;
            }
        };
    }

    private void forget(DocumentTokens document) {
        for (int i = 0; i < touches; i++) {
            int place = touched[i];
            bits[place] = 0;
            symbols[place] = document.classes()[place];
        }
        touches = 0;
    }
}
