package org.latentworkbench.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.FloatMatrix;

class ShuffledStreamTest {
    private static int[] take(ActivationStream stream, int rows) {
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix into = FloatMatrix.allocate(arena, rows, stream.width());
            stream.next(into);
            int[] found = new int[rows];
            for (int row = 0; row < rows; row++) {
                found[row] = (int) into.get(row, 0);
                assertThat(into.get(row, 1)).as("columns stay together").isEqualTo(found[row] + 0.125f);
            }
            return found;
        }
    }

    private static ShuffledStream stream(int bufferRows, long seed) {
        return new ShuffledStream(new MemoryBlocks(2, 5, 9, 1, 12, 7, 30, 4), bufferRows, seed);
    }

    @Property(tries = 60)
    void everyRowComesOnceInEveryEpoch(
            @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 40) Integer> sizes,
            @ForAll @IntRange(min = 2, max = 200) int bufferRows,
            @ForAll long seed) {
        int[] blocks = sizes.stream().mapToInt(Integer::intValue).toArray();
        int rows = Arrays.stream(blocks).sum();
        try (ShuffledStream stream = new ShuffledStream(new MemoryBlocks(2, blocks), bufferRows, seed)) {
            for (int epoch = 0; epoch < 3; epoch++) {
                int[] found = take(stream, rows);
                Arrays.sort(found);
                assertThat(found).isEqualTo(IntStream.range(0, rows).toArray());
            }
        }
    }

    @Property(tries = 60)
    void skippingGivesTheRowsOfAnUninterruptedStream(
            @ForAll @IntRange(min = 0, max = 300) int skip,
            @ForAll @IntRange(min = 2, max = 80) int bufferRows,
            @ForAll long seed) {
        int[] whole;
        try (ShuffledStream stream = stream(bufferRows, seed)) {
            whole = take(stream, skip + 50);
        }
        try (ShuffledStream stream = stream(bufferRows, seed)) {
            stream.skipTo(skip);
            assertThat(take(stream, 50)).isEqualTo(Arrays.copyOfRange(whole, skip, skip + 50));
            assertThat(stream.rowsServed()).isEqualTo(skip + 50);
            stream.skipTo(0);
            assertThat(take(stream, 20)).isEqualTo(Arrays.copyOf(whole, 20));
        }
    }

    @Test
    void theSeedAndTheEpochChangeTheOrderAndNothingElseDoes() {
        try (ShuffledStream one = stream(16, 7);
                ShuffledStream same = stream(16, 7);
                ShuffledStream other = stream(16, 8)) {
            int[] first = take(one, 68);
            // Batches of other sizes give the same rows.
            int[] pieces = IntStream.range(0, 17)
                    .flatMap(_ -> Arrays.stream(take(same, 4)))
                    .toArray();
            assertThat(pieces).isEqualTo(first);
            assertThat(take(other, 68)).isNotEqualTo(first);
            assertThat(take(one, 68)).isNotEqualTo(first);
        }
    }

    @Test
    void mixesRowsThatLieFarApart() {
        int[] blocks = new int[64];
        Arrays.fill(blocks, 64);
        try (ShuffledStream stream = new ShuffledStream(new MemoryBlocks(2, blocks), 1024, 3)) {
            int[] rows = take(stream, 4096);
            long sameBlock = IntStream.range(1, rows.length)
                    .filter(i -> rows[i] / 64 == rows[i - 1] / 64)
                    .count();
            // At random 1 in 64 neighbours shares a block of the whole, about 1 in 13 one of those in the buffer.
            assertThat(sameBlock).isLessThan(600);
        }
    }

    @Test
    void readsEveryBlockOnceAnEpoch() {
        MemoryBlocks source = new MemoryBlocks(2, 10, 10, 10, 10);
        try (ShuffledStream stream = new ShuffledStream(source, 64, 1)) {
            take(stream, 1);
        }
        // The worker may have begun further epochs when it was closed, but never reads a block twice in one.
        assertThat(source.reads).hasSizeGreaterThanOrEqualTo(4);
        for (int begin = 0; begin < source.reads.size(); begin += 4) {
            assertThat(source.reads.subList(begin, Math.min(begin + 4, source.reads.size())))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void failuresOfTheReaderReachTheConsumer() {
        BlockSource broken = new BlockSource() {
            @Override
            public int width() {
                return 2;
            }

            @Override
            public int blocks() {
                return 1;
            }

            @Override
            public long firstRow(int block) {
                return block * 10L;
            }

            @Override
            public void read(int block, FloatMatrix into) {
                into.set(3, 1, Float.NaN);
                FiniteRows.check(into, row -> "shard-00000.safetensors: row " + row);
            }
        };
        try (ShuffledStream stream = new ShuffledStream(broken, 4, 1)) {
            assertThatThrownBy(() -> take(stream, 2))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("shard-00000.safetensors: row 3")
                    .hasMessageContaining("NaN");
        }
    }

    @Test
    void refusesABufferThatMixesNothing() {
        assertThatThrownBy(() -> stream(1, 0)).isInstanceOf(BadInputException.class);
    }
}
