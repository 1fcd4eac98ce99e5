package org.latentworkbench.engine.lm;

import java.util.Arrays;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** What takes the place of values at a hook point. Works on rows, one per chosen position, in place. */
public sealed interface Replacement {
    /**
     * Changes the rows.
     *
     * @param rows [chosen positions of all contexts, width at the hook point], in the order of the contexts' tokens
     * @throws BadInputException if they are of another width than this replacement is for
     */
    void apply(FloatMatrix rows);

    /** Every row becomes the same: zeros to ablate, the mean of many activations to ablate softly. */
    record Constant(float[] value) implements Replacement {
        /** Zeros. */
        public static Constant zero(int width) {
            return new Constant(new float[width]);
        }

        @Override
        public void apply(FloatMatrix rows) {
            checkWidth(rows, value.length);
            for (long row = 0; row < rows.rows(); row++) {
                rows.setRow(row, value);
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Constant c && Arrays.equals(value, c.value);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(value);
        }
    }

    /** A direction times a factor is added to every row: steering. */
    record Add(float[] direction, float factor) implements Replacement {
        @Override
        public void apply(FloatMatrix rows) {
            checkWidth(rows, direction.length);
            for (long row = 0; row < rows.rows(); row++) {
                for (int i = 0; i < direction.length; i++) {
                    rows.set(row, i, rows.get(row, i) + factor * direction[i]);
                }
            }
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Add a && factor == a.factor && Arrays.equals(direction, a.direction);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(direction) + Float.hashCode(factor);
        }
    }

    /** Given values, a row for each chosen position of a pass: activations of another text, for example. */
    record Given(FloatMatrix values) implements Replacement {
        @Override
        public void apply(FloatMatrix rows) {
            checkWidth(rows, values.columns());
            if (rows.rows() != values.rows()) {
                throw new BadInputException("There are " + values.rows() + " rows of values for " + rows.rows()
                        + " positions. Give one for each.");
            }
            rows.data().copyFrom(values.data());
        }
    }

    /** Whatever can be computed of the rows: what an autoencoder makes of them, for example. */
    non-sealed interface Computed extends Replacement {}

    private static void checkWidth(FloatMatrix rows, int width) {
        if (rows.columns() != width) {
            throw new BadInputException("There are " + width + " values for activations of width " + rows.columns()
                    + ". They belong to another model or hook point.");
        }
    }
}
