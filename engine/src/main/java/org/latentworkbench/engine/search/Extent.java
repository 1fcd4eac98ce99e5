package org.latentworkbench.engine.search;

import java.util.HashMap;
import java.util.Map;

/**
 * How many tokens a pattern may match.
 *
 * @param least fewest
 * @param most most, {@link #UNBOUNDED} for no limit
 */
record Extent(long least, long most) {
    static final long UNBOUNDED = Long.MAX_VALUE;

    private static final Extent NOTHING = new Extent(0, 0);

    static Extent of(Node node) {
        return new Measure().of(node);
    }

    private Extent then(Extent next) {
        return new Extent(least + next.least, plus(most, next.most));
    }

    private Extent or(Extent other) {
        return new Extent(Math.min(least, other.least), Math.max(most, other.most));
    }

    private static long plus(long a, long b) {
        return a == UNBOUNDED || b == UNBOUNDED ? UNBOUNDED : a + b;
    }

    private static long times(long extent, int count) {
        if (extent == 0 || count == 0) {
            return 0;
        }
        return extent == UNBOUNDED || count == Integer.MAX_VALUE ? UNBOUNDED : Math.min(extent * count, UNBOUNDED / 4);
    }

    /** Walks a pattern in text order, so that a variable's extent is known where it is used. */
    private static final class Measure {
        private final Map<Integer, Extent> variables = new HashMap<>();

        Extent of(Node node) {
            return switch (node) {
                case Node.One _ -> new Extent(1, 1);
                case Node.Sequence sequence -> {
                    Extent whole = NOTHING;
                    for (Node part : sequence.parts()) {
                        whole = whole.then(of(part));
                    }
                    yield whole;
                }
                case Node.Choice choice ->
                    choice.options().stream().map(this::of).reduce(Extent::or).orElse(NOTHING);
                case Node.Repeated(Node body, int least, int most) -> {
                    Extent once = of(body);
                    yield new Extent(times(once.least, least), times(once.most, most));
                }
                case Node.Look look -> {
                    // Looked at for the bindings inside.
                    of(look.body());
                    yield NOTHING;
                }
                case Node.Edge _, Node.Holds _ -> NOTHING;
                case Node.Bind bind -> {
                    Extent body = of(bind.body());
                    variables.merge(bind.variable(), body, Extent::or);
                    yield body;
                }
                case Node.Back back -> variables.getOrDefault(back.variable(), NOTHING);
                case Node.Variant _ -> new Extent(1, UNBOUNDED);
                case Node.Prefix prefix -> new Extent(1, of(prefix.body()).most);
                case Node.Within within -> {
                    Extent body = of(within.body());
                    yield new Extent(body.least, Math.min(body.most, within.tokens()));
                }
            };
        }
    }
}
