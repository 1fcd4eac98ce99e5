package org.latentworkbench.app.gui.control;

/** A row of a {@link StripList}. */
public sealed interface StripItem {
    /** A context. */
    record Strip(StripContent content) implements StripItem {}

    /** Words over the rows that follow, for example {@code "strongest tenth: 4.20–9.42"}. */
    record Heading(String text) implements StripItem {}
}
