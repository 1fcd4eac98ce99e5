package org.latentworkbench.app.gui.latents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * Which rows the table shows.
 *
 * @param group a ready-made group of latents
 * @param words what was written over each column, see {@link NumberFilter} for those of numbers
 */
record RowFilter(Group group, Words words) {
    /** Ready-made groups. */
    enum Group {
        /** Every latent that fires. */
        LIVE("All latents", row -> !row.dead()),
        /** Those with a star. */
        STARRED("Starred", LatentRow::starred),
        /** Those a person named. */
        LABELLED("With a label", row -> !row.label().isBlank()),
        /** Those that fire and have no name. */
        UNLABELLED("Without a label", row -> row.label().isBlank() && !row.dead()),
        /** Those that never fire on the corpus. */
        DEAD("Dead", LatentRow::dead);

        private final String title;
        private final Predicate<LatentRow> test;

        Group(String title, Predicate<LatentRow> test) {
            this.title = title;
            this.test = test;
        }

        String title() {
            return title;
        }
    }

    /** The fields of the filter row as written. */
    record Words(String id, String label, String level, String density, String max, String token, String regex) {
        static final Words NONE = new Words("", "", "", "", "", "", "");

        boolean isEmpty() {
            return equals(NONE);
        }
    }

    static final RowFilter LIVE = new RowFilter(Group.LIVE, Words.NONE);

    Predicate<LatentRow> test() {
        NumberFilter id = NumberFilter.parse(words.id, "=").orElse(NumberFilter.ALL);
        NumberFilter level = NumberFilter.parse(words.level, "=").orElse(NumberFilter.ALL);
        NumberFilter density = NumberFilter.parse(words.density, ">=").orElse(NumberFilter.ALL);
        NumberFilter max = NumberFilter.parse(words.max, ">=").orElse(NumberFilter.ALL);
        String label = lower(words.label);
        String token = lower(words.token);
        String regex = lower(words.regex);
        return row -> group.test.test(row)
                && id.accepts(row.id())
                && level.accepts(row.level())
                && density.accepts(row.density())
                && max.accepts(row.max())
                && (label.isEmpty() || lower(row.label()).contains(label))
                && (regex.isEmpty() || lower(row.regex().script()).contains(regex))
                && (token.isEmpty()
                        || row.tokens().texts().stream()
                                .anyMatch(text -> lower(text).contains(token)));
    }

    /** The sentence for a table without rows. */
    String sentence() {
        List<String> parts = new ArrayList<>();
        number(parts, "id", words.id);
        number(parts, "level", words.level);
        number(parts, "density", words.density);
        number(parts, "max", words.max);
        quoted(parts, words.label);
        quoted(parts, words.token);
        quoted(parts, words.regex);
        if (parts.isEmpty()) {
            return switch (group) {
                case STARRED -> "No latent has a star yet. Click the star of one.";
                case LABELLED -> "No latent has a label yet. Write one on its page.";
                case DEAD -> "No latent is dead on this corpus.";
                case LIVE, UNLABELLED -> "No latent fires on this corpus.";
            };
        }
        return "No latent has " + String.join(" and ", parts) + ".";
    }

    private static void number(List<String> parts, String name, String written) {
        if (!written.isBlank()) {
            parts.add(name + " " + written.strip());
        }
    }

    private static void quoted(List<String> parts, String written) {
        if (!written.isBlank()) {
            parts.add("“" + written.strip() + "”");
        }
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
