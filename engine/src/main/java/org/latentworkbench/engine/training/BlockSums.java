package org.latentworkbench.engine.training;

/** Adds up what blocks of rows summed on their own, always in the order of the blocks. */
final class BlockSums {
    private BlockSums() {}

    static double[] total(float[][] blocks) {
        double[] total = new double[blocks[0].length];
        for (float[] block : blocks) {
            for (int i = 0; i < total.length; i++) {
                total[i] += block[i];
            }
        }
        return total;
    }
}
