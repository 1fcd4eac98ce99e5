package org.latentworkbench.engine.activation;

import java.util.SplittableRandom;

/**
 * Decides which rows stand where in the shuffle buffer and in which order they are given, without touching the rows
 * themselves: so a place far along the stream is found by playing the plan, not by reading the data.
 *
 * <p>In each epoch the blocks come in a random order. In each round the buffer is filled up with the next rows, half of it
 * is given in random order and the other half stays and mixes with the next rows (saev; sae-methods 6). When an epoch's
 * rows are all in the buffer, the rest of it is given, so that every row comes once in an epoch.
 */
final class ShufflePlan {
    private final BlockSource source;
    private final long seed;
    /** Slots of the buffer: the first {@code filled} hold a row, those after them are free. */
    private final int[] slots;

    private final long[] rowOfSlot;
    private final int[] blockOrder;
    private SplittableRandom random = new SplittableRandom();
    private long epoch;
    private int nextBlock;
    private long nextRow;
    private int filled;
    private int firstNew;
    private int given;

    ShufflePlan(BlockSource source, int capacity, long seed) {
        this.source = source;
        this.seed = seed;
        this.slots = new int[capacity];
        this.rowOfSlot = new long[capacity];
        this.blockOrder = new int[source.blocks()];
        startEpoch(0);
    }

    private void startEpoch(long number) {
        epoch = number;
        // Seeds of neighbouring epochs must not give related sequences: SplittableRandom mixes them.
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() + number * 0x9E3779B97F4A7C15L).split();
        for (int i = 0; i < blockOrder.length; i++) {
            blockOrder[i] = i;
        }
        for (int i = blockOrder.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int block = blockOrder[i];
            blockOrder[i] = blockOrder[j];
            blockOrder[j] = block;
        }
        for (int i = 0; i < slots.length; i++) {
            slots[i] = i;
        }
        nextBlock = 0;
        nextRow = source.firstRow(blockOrder[0]);
        filled = 0;
    }

    /** Plays one round: new rows take their slots, and slots are drawn to be given. */
    void nextRound() {
        filled -= given;
        given = 0;
        if (filled == 0 && nextBlock == blockOrder.length) {
            startEpoch(epoch + 1);
        }
        firstNew = filled;
        while (filled < slots.length && nextBlock < blockOrder.length) {
            rowOfSlot[slots[filled++]] = nextRow++;
            if (nextRow == source.firstRow(blockOrder[nextBlock] + 1)) {
                nextBlock++;
                nextRow = nextBlock < blockOrder.length ? source.firstRow(blockOrder[nextBlock]) : 0;
            }
        }
        boolean last = nextBlock == blockOrder.length;
        given = last ? filled : Math.max(1, filled / 2);
    }

    /** Draws the order of this round's rows; after their slots were filled. */
    void draw() {
        for (int i = 0; i < given; i++) {
            int end = filled - 1 - i;
            int j = random.nextInt(end + 1);
            int slot = slots[j];
            slots[j] = slots[end];
            slots[end] = slot;
        }
    }

    /** Number of rows that took a slot in this round. */
    int newRows() {
        return filled - firstNew;
    }

    /** Slot of this round's i-th new row; before {@link #draw}. */
    int newSlot(int i) {
        return slots[firstNew + i];
    }

    /** Number of rows given in this round. */
    int given() {
        return given;
    }

    /** Slot of the i-th row given in this round; after {@link #draw}. */
    int givenSlot(int i) {
        return slots[filled - 1 - i];
    }

    /** Number of slots that hold a row that is not given before the i-th of this round; after {@link #draw}. */
    int live(int i) {
        return filled - i;
    }

    /** The k-th of the slots that {@link #live} counts. */
    int liveSlot(int k) {
        return slots[k];
    }

    long rowOfSlot(int slot) {
        return rowOfSlot[slot];
    }

    /**
     * Plays to a place of the stream.
     *
     * @param rowsGiven rows from the start of the first epoch
     * @return how many rows of the round it is in come before that place; the round is drawn
     */
    int playTo(long rowsGiven) {
        given = 0;
        startEpoch(rowsGiven / source.rows());
        long left = rowsGiven % source.rows();
        while (true) {
            nextRound();
            draw();
            if (left < given) {
                return (int) left;
            }
            left -= given;
        }
    }
}
