package org.latentworkbench.engine.activation;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Rows in memory: row r holds r in its first column. */
final class MemoryBlocks implements BlockSource {
    private final long[] firstRows;
    private final int width;
    final List<Integer> reads = new ArrayList<>();

    MemoryBlocks(int width, int... blockRows) {
        this.width = width;
        this.firstRows = new long[blockRows.length + 1];
        for (int i = 0; i < blockRows.length; i++) {
            firstRows[i + 1] = firstRows[i] + blockRows[i];
        }
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int blocks() {
        return firstRows.length - 1;
    }

    @Override
    public long firstRow(int block) {
        return firstRows[block];
    }

    @Override
    public void read(int block, FloatMatrix into) {
        reads.add(block);
        for (long row = 0; row < into.rows(); row++) {
            for (int column = 0; column < width; column++) {
                into.set(row, column, firstRows[block] + row + column * 0.125f);
            }
        }
    }
}
