package org.latentworkbench.engine.search;

import java.util.List;
import org.latentworkbench.engine.search.syntax.TokenTest.Comparison;

/** A test of one token that needs more than its text. */
sealed interface PositionTest {
    /** The strongest of some latents, 0 where all are silent, compares with a bound. */
    record Activation(List<Integer> latents, Comparison comparison, double bound) implements PositionTest {
        public Activation {
            latents = List.copyOf(latents);
        }
    }

    /** A ground-truth concept holds. */
    record Concept(int id) implements PositionTest {}

    /** The token is one of a set of {@link TokenSets}. */
    record Text(int set) implements PositionTest {}

    /** Whatever a finder says of each place while it runs; never written by a script. */
    record Given(int number) implements PositionTest {}

    record AllOf(List<PositionTest> parts) implements PositionTest {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    record AnyOf(List<PositionTest> parts) implements PositionTest {
        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    record Not(PositionTest part) implements PositionTest {}
}
