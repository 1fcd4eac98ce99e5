package org.latentworkbench.engine.search;

/**
 * Rewrites regular expressions from Python's notation, which scripts are written in, to RE2's: the classes {@code \w \d \s}
 * mean Unicode there and ASCII here, and {@code $} may stand before a last line break.
 */
final class PythonExpression {
    private PythonExpression() {}

    /**
     * @param expression in Python's notation
     * @param search whether it is looked for anywhere in the text rather than compared with the whole
     */
    static String toRe2(String expression, boolean search) {
        StringBuilder out = new StringBuilder();
        boolean inClass = false;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            if (c == '\\' && i + 1 < expression.length()) {
                i = escape(expression, i + 1, inClass, out);
            } else if (inClass) {
                inClass = c != ']';
                // RE2 reads "[:" in a class as the start of a POSIX name; Python reads two characters.
                out.append(c == '[' ? "\\[" : String.valueOf(c));
            } else if (c == '[') {
                inClass = true;
                out.append(c);
                if (expression.startsWith("^", i + 1)) {
                    out.append('^');
                    i++;
                }
                if (expression.startsWith("]", i + 1)) {
                    out.append("\\]");
                    i++;
                }
            } else if (c == '$') {
                out.append(search ? "(?:\\n?\\z)" : "\\z");
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** Writes the escape whose letter stands at {@code at}; gives the place of its last character. */
    private static int escape(String expression, int at, boolean inClass, StringBuilder out) {
        char c = expression.charAt(at);
        switch (c) {
            case 'w' -> out.append(group(CharacterRanges.WORD, false, inClass));
            case 'W' -> out.append(group(CharacterRanges.WORD, true, inClass));
            case 'd' -> out.append(group(CharacterRanges.DIGIT, false, inClass));
            case 'D' -> out.append(group(CharacterRanges.DIGIT, true, inClass));
            case 's' -> out.append(group(CharacterRanges.SPACE, false, inClass));
            case 'S' -> out.append(group(CharacterRanges.SPACE, true, inClass));
            case 'Z' -> out.append("\\z");
            case 'u', 'U' -> {
                int digits = c == 'u' ? 4 : 8;
                if (at + digits < expression.length()) {
                    out.append("\\x{")
                            .append(expression, at + 1, at + 1 + digits)
                            .append('}');
                    return at + digits;
                }
                out.append('\\').append(c);
            }
            default -> {
                // Python takes an escaped sign for itself; RE2 knows only some of them.
                if (c > 127 || !Character.isLetterOrDigit(c)) {
                    out.append(c > 127 ? String.valueOf(c) : "\\" + c);
                } else {
                    out.append('\\').append(c);
                }
            }
        }
        return at;
    }

    private static String group(CharacterRanges ranges, boolean negated, boolean inClass) {
        String text = ranges.text(negated);
        return inClass ? text : "[" + text + "]";
    }
}
