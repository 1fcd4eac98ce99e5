package org.latentworkbench.engine.sae;

/**
 * Active latents of some rows in compressed sparse row form. Owns its arrays.
 *
 * @param rows number of rows
 * @param offsets {@code rows + 1} ascending positions: row r has the entries {@code offsets[r] .. offsets[r + 1] - 1}
 * @param latents latent of each entry, ascending within a row
 * @param values activation of each entry, positive
 */
public record SparseRows(int rows, int[] offsets, int[] latents, float[] values) {
    /** Checks that the arrays fit each other. */
    public SparseRows {
        if (offsets.length != rows + 1 || latents.length != values.length || offsets[rows] != latents.length) {
            throw new IllegalArgumentException("offsets, latents and values of " + rows + " rows do not fit");
        }
    }

    /** All entries. */
    public int count() {
        return latents.length;
    }

    /** Entries of one row. */
    public int count(int row) {
        return offsets[row + 1] - offsets[row];
    }

    /** Activation of a latent in a row; 0 if it is not active. */
    public float value(int row, int latent) {
        int at = java.util.Arrays.binarySearch(latents, offsets[row], offsets[row + 1], latent);
        return at < 0 ? 0 : values[at];
    }

    /** Mean number of active latents per row, L0; 0 without rows. */
    public double meanActive() {
        return rows == 0 ? 0 : (double) latents.length / rows;
    }
}
