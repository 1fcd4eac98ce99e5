package org.latentworkbench.engine.activation;

import org.latentworkbench.engine.tensor.FloatMatrix;

/** Shuffled raw activations, epoch after epoch, the same for the same seed. For one consumer thread. */
public interface ActivationStream extends AutoCloseable {
    /** Dimensions of an activation. */
    int width();

    /** Rows of one epoch: every row comes once in it. */
    long rowsPerEpoch();

    /**
     * Fills all rows of a matrix with the next activations, going on to the next epoch where one ends.
     *
     * @param into [rows, width]
     * @throws org.latentworkbench.engine.error.BadInputException if a value is not finite; names file and row
     */
    void next(FloatMatrix into);

    /** Rows given so far, over all epochs, including skipped ones. */
    long rowsServed();

    /**
     * Goes to a place in the stream: what follows is what an uninterrupted stream gives after so many rows.
     *
     * @param rowsServed rows from the start of the first epoch, ≥ 0
     */
    void skipTo(long rowsServed);

    @Override
    void close();
}
