package org.latentworkbench.app.gui.control;

/**
 * How one token is written: the blank before it, the text of its cell, and whether the cell is only a mark.
 *
 * @param gap blanks before the cell, not part of it
 * @param body text inside the cell; empty for a token that is only blanks while marks are off
 * @param mark whether the body is a mark for an invisible character and is written small and muted
 */
record TokenShape(int gap, String body, boolean mark) {
    static TokenShape of(String text, boolean marks) {
        int blanks = 0;
        while (blanks < text.length() && text.charAt(blanks) == ' ') {
            blanks++;
        }
        String rest = text.substring(blanks);
        if (rest.isEmpty()) {
            return blanks == 0
                    ? new TokenShape(0, "", false)
                    : new TokenShape(0, (marks ? "·" : " ").repeat(blanks), true);
        }
        String visible = visible(rest, marks);
        boolean onlyBreaks = rest.chars().allMatch(c -> c == '\n' || c == '\r' || c == '\t');
        if (marks && blanks > 0) {
            return new TokenShape(0, "·".repeat(blanks) + visible, onlyBreaks);
        }
        return new TokenShape(blanks, visible, onlyBreaks);
    }

    private static String visible(String text, boolean marks) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append('↵');
                case '\r' -> out.append(marks ? "␍" : "");
                case '\t' -> out.append('→');
                case '\u00a0' -> out.append(marks ? '⍽' : ' ');
                default -> out.append(Character.isISOControl(c) ? (char) (0x2400 + (c & 0x1f)) : c);
            }
        }
        return out.toString();
    }
}
