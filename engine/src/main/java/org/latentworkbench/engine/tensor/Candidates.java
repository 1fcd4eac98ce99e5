package org.latentworkbench.engine.tensor;

/** Takes the elements of some rows that may be among the chosen ones. For one thread. */
public interface Candidates {
    /** Only values greater than this are worth offering for a row; at least 0. */
    float bound(int row);

    /**
     * Takes an element.
     *
     * @param value greater than the row's bound
     * @return the row's bound from now on
     */
    float offer(int row, int column, float value);

    /**
     * How many of a row's largest elements are kept, if none has come yet and its bound may be raised; else 0. Where choices
     * are not made row by row it is always 0.
     */
    default int wantedOfFreshRow(int row) {
        return 0;
    }

    /** Raises the bound of a fresh row: as many elements as it wants are known to be greater. */
    default void raise(int row, float bound) {
        throw new UnsupportedOperationException("choices are not made row by row");
    }
}
