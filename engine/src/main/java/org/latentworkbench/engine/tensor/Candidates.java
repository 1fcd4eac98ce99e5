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
}
