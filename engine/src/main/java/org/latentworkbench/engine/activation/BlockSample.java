package org.latentworkbench.engine.activation;

import java.lang.foreign.Arena;
import java.util.function.LongPredicate;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Rows of blocks that are spread evenly over a source, without those that a test refuses. */
final class BlockSample implements ScaleEstimator.Sample {
    private final BlockSource source;
    private final LongPredicate wanted;
    private final JobContext job;
    private final int[] blocks;
    private final long rows;

    /**
     * @param atLeast rows wanted, or all if there are fewer
     * @param wanted which rows count, by their number
     */
    BlockSample(BlockSource source, long atLeast, LongPredicate wanted, JobContext job) {
        this.source = source;
        this.wanted = wanted;
        this.job = job;
        int all = source.blocks();
        long perBlock = Math.max(1, source.rows() / all);
        int count = (int) Math.min(all, Math.ceilDiv(atLeast, perBlock) + 1);
        this.blocks = new int[count];
        for (int i = 0; i < count; i++) {
            blocks[i] = (int) ((long) i * all / count);
        }
        long counted = 0;
        for (int block : blocks) {
            for (long row = source.firstRow(block); row < source.firstRow(block + 1); row++) {
                counted += wanted.test(row) ? 1 : 0;
            }
        }
        if (counted == 0) {
            throw new BadInputException("There is no activation of a token that is text, so there is no scale.");
        }
        this.rows = counted;
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public void forEach(ScaleEstimator.RowVisitor visitor) {
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix buffer = FloatMatrix.allocate(arena, source.longestBlock(), source.width());
            for (int block : blocks) {
                job.checkCancelled();
                FloatMatrix read = buffer.rows(0, source.rows(block));
                source.read(block, read);
                for (long row = 0; row < read.rows(); row++) {
                    if (wanted.test(source.firstRow(block) + row)) {
                        visitor.row(read, row);
                    }
                }
            }
        }
    }
}
