package org.latentworkbench.app.gui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Colours the words of a token-regex script. It never fails: what it does not know stays plain text. */
public final class QueryHighlighter {
    /** What a stretch of the script is. */
    public enum Role {
        /** Text that is matched. */
        LITERAL,
        /** {@code # ...} to the end of the line. */
        COMMENT,
        /** A definition or the use of one, a variable, a latent's number. */
        NAME,
        /** Brackets, alternatives, repeats, look-arounds. */
        OPERATOR,
        /** A built-in word such as {@code re} or {@code doc_start}. */
        MACRO;

        /** The style class of the stretch. */
        public String styleClass() {
            return "query-" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** A stretch of the script from {@code start} to {@code end}, exclusive. */
    public record Span(int start, int end, Role role) {}

    /** The built-in words, as a completion offers them. */
    public static final List<String> MACROS = List.of(
            "re",
            "re_tok_set",
            "flex",
            "literals",
            "prefix",
            "var_variant",
            "var_variant_prefix",
            "BEGIN",
            "pos",
            "label",
            "concept",
            "doc_start",
            "doc_end");

    private static final Set<String> MACRO_SET = Set.copyOf(MACROS);
    private static final String OPERATORS = "()|*+?.{}[]=!<>&";

    private final String text;
    private final List<Span> spans = new ArrayList<>();
    private int at;
    private boolean inBrackets;

    private QueryHighlighter(String text) {
        this.text = text;
    }

    /** The stretches of a script in order, without gaps. */
    public static List<Span> spans(String script) {
        QueryHighlighter highlighter = new QueryHighlighter(script);
        highlighter.run();
        return highlighter.spans;
    }

    private void run() {
        boolean lineStart = true;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (lineStart && !inBrackets && definition()) {
                lineStart = false;
                continue;
            }
            lineStart = c == '\n';
            if (c == '\\' && at + 1 < text.length()) {
                add(2, Role.LITERAL);
            } else if (c == '#') {
                add(endOfLine() - at, Role.COMMENT);
            } else if (c == '`' || (c == '"' && inBrackets)) {
                add(closing(c) - at, Role.LITERAL);
            } else if (OPERATORS.indexOf(c) >= 0) {
                inBrackets = c == '[' || (inBrackets && c != ']');
                add(1, Role.OPERATOR);
            } else if (inBrackets && isWord(c)) {
                String word = word();
                add(word.length(), MACRO_SET.contains(word) ? Role.MACRO : Role.NAME);
            } else if (text.startsWith("within{", at)) {
                add("within".length(), Role.MACRO);
            } else {
                add(1, Role.LITERAL);
            }
        }
    }

    /** Reads {@code name =} at the start of a line. */
    private boolean definition() {
        int end = at;
        while (end < text.length() && (Character.isLetter(text.charAt(end)) || text.charAt(end) == '_')) {
            end++;
        }
        int equals = end;
        while (equals < text.length() && text.charAt(equals) == ' ') {
            equals++;
        }
        if (end == at || equals >= text.length() || text.charAt(equals) != '=') {
            return false;
        }
        add(end - at, Role.NAME);
        return true;
    }

    private void add(int length, Role role) {
        int end = Math.min(text.length(), at + length);
        if (!spans.isEmpty() && spans.getLast().role() == role) {
            Span last = spans.removeLast();
            spans.add(new Span(last.start(), end, role));
        } else {
            spans.add(new Span(at, end, role));
        }
        at = end;
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private int closing(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end++;
        }
        return Math.min(text.length(), end + 1);
    }

    private String word() {
        int end = at;
        while (end < text.length() && isWord(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
