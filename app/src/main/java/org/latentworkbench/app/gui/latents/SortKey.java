package org.latentworkbench.app.gui.latents;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** One column the table is sorted by. */
record SortKey(LatentColumn column, boolean descending) {
    /** The order of rows under several keys; equal rows stand by id. */
    static Comparator<LatentRow> order(List<SortKey> keys) {
        Comparator<LatentRow> order = (_, _) -> 0;
        for (SortKey key : keys) {
            Comparator<LatentRow> by = key.column.order();
            order = order.thenComparing(key.descending ? by.reversed() : by);
        }
        return order.thenComparingInt(LatentRow::id);
    }

    /** What the rows are sorted by, in words. */
    static String words(List<SortKey> keys) {
        return keys.isEmpty()
                ? "sorted by id"
                : "sorted by " + keys.stream().map(key -> key.column.title()).collect(Collectors.joining(", then "));
    }
}
