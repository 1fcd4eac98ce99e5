package org.latentworkbench.app.gui.search;

import org.latentworkbench.app.gui.Address;

/**
 * A question as the person wrote it.
 *
 * @param mode what the words mean
 * @param text the words
 */
record SearchQuery(SearchMode mode, String text) {
    static final SearchQuery EMPTY = new SearchQuery(SearchMode.PATTERN, "");

    boolean isBlank() {
        return text.isBlank();
    }

    /** The place that shows this query; line breaks are written as {@code %0A}. */
    Address address() {
        return new Address(
                "search", mode.prefix() + text.strip().replace("%", "%25").replace("\n", "%0A"));
    }

    /** The query of a place. */
    static SearchQuery of(Address address) {
        String text = address.rest().replace("%0A", "\n").replace("%25", "%");
        return SearchMode.askedFor(text)
                .map(mode -> new SearchQuery(
                        mode, text.stripLeading().substring(mode.prefix().length())))
                .orElseGet(() -> new SearchQuery(SearchMode.PATTERN, text));
    }

    /** A short name: the first comment, else the first line. */
    String name() {
        String first = text.strip().lines().findFirst().orElse("").strip();
        return first.startsWith("#") ? first.substring(1).strip() : mode.prefix() + first;
    }
}
