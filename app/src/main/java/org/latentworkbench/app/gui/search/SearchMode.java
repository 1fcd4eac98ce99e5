package org.latentworkbench.app.gui.search;

import java.util.Optional;

/** What the words in the editor mean. */
enum SearchMode {
    PATTERN("Pattern", ""),
    TEXT("Text in contexts", "text:"),
    LABELS("Labels", "label:");

    private final String title;
    private final String prefix;

    SearchMode(String title, String prefix) {
        this.title = title;
        this.prefix = prefix;
    }

    String title() {
        return title;
    }

    String prefix() {
        return prefix;
    }

    /** The mode that a script asks for by its first word. */
    static Optional<SearchMode> askedFor(String script) {
        String start = script.stripLeading();
        for (SearchMode mode : values()) {
            if (!mode.prefix.isEmpty() && start.startsWith(mode.prefix)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
