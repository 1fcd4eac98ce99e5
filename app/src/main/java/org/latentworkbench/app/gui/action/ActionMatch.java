package org.latentworkbench.app.gui.action;

import java.util.Comparator;
import java.util.Locale;

/** Whether words typed into the palette mean an action. */
final class ActionMatch {
    private ActionMatch() {}

    static boolean matches(Action action, String words) {
        String text = lower(action.text() + " " + action.description());
        for (String word : lower(words).strip().split("\\s+", -1)) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }

    /** What can be done comes first, then texts that start with the words; otherwise as declared. */
    static Comparator<Action> order(String words) {
        String start = lower(words).strip();
        return Comparator.comparing((Action action) -> !action.isEnabled())
                .thenComparing(action -> !lower(action.text()).startsWith(start));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
