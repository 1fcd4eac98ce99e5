package org.latentworkbench.engine.lm.kernel;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;

/**
 * The vectors of some attention heads within the result of a product: head h occupies the columns from
 * {@code first + h · stride} on.
 *
 * @param array [batch, length, columns]
 * @param count number of heads
 * @param width of one head
 * @param first column of head 0
 * @param stride columns from one head to the next
 */
public record Heads(NDArray array, int count, int width, int first, int stride) {
    /** Heads that lie side by side and fill all columns. */
    public static Heads packed(NDArray array, int count, int width) {
        return new Heads(array, count, width, 0, width);
    }

    /** Contexts. */
    public int batch() {
        return (int) array.getShape().get(0);
    }

    /** Positions. */
    public int length() {
        return (int) array.getShape().get(1);
    }

    int columns() {
        return (int) array.getShape().get(2);
    }

    /** Element at which a head's vector of a position begins. */
    long start(int context, int position, int head) {
        return ((long) context * length() + position) * columns() + first + (long) head * stride;
    }

    /** Whether the heads lie side by side and fill all columns. */
    public boolean isPacked() {
        return stride == width && first == 0 && columns() == count * width;
    }

    /** The same heads alone, side by side. */
    public Heads pack() {
        if (isPacked()) {
            return this;
        }
        long total = (long) count * width;
        NDArray alone = stride == width
                ? array.get(new NDIndex(":, :, " + first + ":" + (first + total)))
                : array.reshape(batch(), length(), columns() / stride, stride)
                        .get(new NDIndex(":, :, :, " + first + ":" + (first + width)))
                        .reshape(batch(), length(), total);
        return packed(alone, count, width);
    }

    /** [batch, heads, length, width] */
    NDArray byHead() {
        return pack().array.reshape(batch(), length(), count, width).swapAxes(1, 2);
    }
}
