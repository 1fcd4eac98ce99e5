package org.latentworkbench.engine.training.toy;

import java.util.Arrays;

/**
 * The one-to-one assignment of rows to columns with the greatest sum (Hungarian method with potentials, O(rows² · columns);
 * Kuhn 1955, Munkres 1957).
 */
final class Assignment {
    private Assignment() {}

    /**
     * Assigns a column to every row.
     *
     * @param gain [rows][columns], finite
     * @return for each row its column; -1 for rows that are left over when there are more rows than columns
     */
    static int[] greatest(double[][] gain) {
        int rows = gain.length;
        int columns = rows == 0 ? 0 : gain[0].length;
        if (rows > columns) {
            int[] byColumn = greatest(transposed(gain));
            int[] byRow = new int[rows];
            Arrays.fill(byRow, -1);
            for (int column = 0; column < columns; column++) {
                byRow[byColumn[column]] = column;
            }
            return byRow;
        }
        double[] rowPotential = new double[rows + 1];
        double[] columnPotential = new double[columns + 1];
        int[] rowOf = new int[columns + 1]; // 1-based; 0 is "none" and the row being placed
        for (int row = 1; row <= rows; row++) {
            place(gain, row, rowOf, rowPotential, columnPotential);
        }
        int[] result = new int[rows];
        for (int column = 1; column <= columns; column++) {
            if (rowOf[column] > 0) {
                result[rowOf[column] - 1] = column - 1;
            }
        }
        return result;
    }

    /** Finds the cheapest alternating path from a new row to a free column, and flips it. */
    private static void place(double[][] gain, int row, int[] rowOf, double[] rowPotential, double[] columnPotential) {
        int columns = columnPotential.length - 1;
        double[] cheapest = new double[columns + 1];
        Arrays.fill(cheapest, Double.POSITIVE_INFINITY);
        boolean[] used = new boolean[columns + 1];
        int[] from = new int[columns + 1];
        rowOf[0] = row;
        int column = 0;
        do {
            used[column] = true;
            int next = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int other = 1; other <= columns; other++) {
                if (used[other]) {
                    continue;
                }
                int source = rowOf[column];
                double cost = -gain[source - 1][other - 1] - rowPotential[source] - columnPotential[other];
                if (cost < cheapest[other]) {
                    cheapest[other] = cost;
                    from[other] = column;
                }
                if (cheapest[other] < least) {
                    least = cheapest[other];
                    next = other;
                }
            }
            for (int other = 0; other <= columns; other++) {
                if (used[other]) {
                    rowPotential[rowOf[other]] += least;
                    columnPotential[other] -= least;
                } else {
                    cheapest[other] -= least;
                }
            }
            column = next;
        } while (rowOf[column] != 0);
        while (column != 0) {
            int before = from[column];
            rowOf[column] = rowOf[before];
            column = before;
        }
    }

    private static double[][] transposed(double[][] matrix) {
        double[][] out = new double[matrix[0].length][matrix.length];
        for (int row = 0; row < matrix.length; row++) {
            for (int column = 0; column < matrix[0].length; column++) {
                out[column][row] = matrix[row][column];
            }
        }
        return out;
    }
}
