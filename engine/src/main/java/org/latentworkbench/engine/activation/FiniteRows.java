package org.latentworkbench.engine.activation;

import java.lang.foreign.ValueLayout;
import java.util.function.LongFunction;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Refuses infinite and undefined values before they spoil sums and weights. */
final class FiniteRows {
    private FiniteRows() {}

    /**
     * @param place names the file and row of a row of the matrix
     * @throws BadInputException if a value is infinite or not a number
     */
    static void check(FloatMatrix rows, LongFunction<String> place) {
        check(rows, Float.MAX_VALUE, place, "which is not a finite number; harvest these activations again");
    }

    /**
     * @param limit largest absolute value that is fine
     * @param advice what is wrong with a larger one, and what to do
     */
    static void check(FloatMatrix rows, float limit, LongFunction<String> place, String advice) {
        long values = rows.rows() * rows.columns();
        for (long i = 0; i < values; i++) {
            float value = rows.data().getAtIndex(ValueLayout.JAVA_FLOAT, i);
            // Written so that NaN fails too.
            if (!(Math.abs(value) <= limit)) {
                throw new BadInputException(place.apply(i / rows.columns()) + " holds " + value + " in dimension "
                        + i % rows.columns() + ", " + advice + ".");
            }
        }
    }
}
