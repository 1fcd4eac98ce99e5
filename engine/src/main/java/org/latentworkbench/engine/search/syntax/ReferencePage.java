package org.latentworkbench.engine.search.syntax;

import java.util.List;
import java.util.stream.Collectors;

/** The reference of the language as a page to read, written from {@link LanguageReference}. */
public final class ReferencePage {
    private static final String TITLE = "Token regex";
    private static final List<String> INTRODUCTION = List.of(
            "A script describes tokens by what stands there and around them. Every match counts, not only the longest,"
                    + " and each is told by its last token; it has at least one token and stays inside its document.",
            "Text is cut into tokens by itself and compared token by token: case and the leading blank count, blanks at"
                    + " the end do not. Quantifiers need a block: ( cat)+, not cat+.");

    private ReferencePage() {}

    /** For a terminal: headings, syntax, meaning and an example of each construct. */
    public static String plain() {
        StringBuilder page = new StringBuilder(TITLE + "\n");
        INTRODUCTION.forEach(text -> page.append('\n').append(wrapped(text, 0)).append('\n'));
        String group = "";
        for (LanguageReference.Entry entry : LanguageReference.entries()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                page.append('\n').append(group).append('\n');
            }
            page.append("  ").append(entry.syntax()).append('\n');
            page.append(wrapped(entry.meaning(), 6)).append('\n');
            if (!entry.example().isEmpty()) {
                page.append("      e.g.  ")
                        .append(entry.example().replace("\n", "\n            "))
                        .append('\n');
            }
        }
        return page.toString();
    }

    /** For a reader of Markdown: a table for each group. */
    public static String markdown() {
        StringBuilder page = new StringBuilder("# " + TITLE + "\n");
        INTRODUCTION.forEach(text -> page.append('\n').append(text).append('\n'));
        String group = "";
        for (LanguageReference.Entry entry : LanguageReference.entries()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                page.append("\n## ").append(group).append("\n\n| written | matches | example |\n|---|---|---|\n");
            }
            page.append("| ")
                    .append(code(entry.syntax()))
                    .append(" | ")
                    .append(entry.meaning())
                    .append(" | ")
                    .append(entry.example().lines().map(ReferencePage::code).collect(Collectors.joining("<br>")))
                    .append(" |\n");
        }
        return page.toString();
    }

    /** Blanks at the ends stay visible: Markdown takes one off only where there is one on both sides. */
    private static String code(String text) {
        boolean quoted = text.contains("`");
        boolean padded = quoted || (text.startsWith(" ") && text.endsWith(" "));
        String fence = quoted ? "``" : "`";
        return fence + (padded ? " " : "") + text.replace("|", "\\|") + (padded ? " " : "") + fence;
    }

    private static String wrapped(String text, int indent) {
        StringBuilder lines = new StringBuilder(" ".repeat(indent));
        int length = indent;
        for (String word : text.split(" ", -1)) {
            if (length > indent && length + 1 + word.length() > 90) {
                lines.append('\n').append(" ".repeat(indent));
                length = indent;
            } else if (length > indent) {
                lines.append(' ');
                length++;
            }
            lines.append(word);
            length += word.length();
        }
        return lines.toString();
    }
}
