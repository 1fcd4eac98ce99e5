package org.latentworkbench.engine.search;

import java.util.function.IntPredicate;

/** The classes {@code \w \d \s} over all of Unicode, written out as ranges that may stand inside brackets. */
enum CharacterRanges {
    /** Letters, marks, digits and connecting punctuation. */
    WORD(c -> Character.isAlphabetic(c)
            || isMark(c)
            || Character.isDigit(c)
            || Character.getType(c) == Character.CONNECTOR_PUNCTUATION),
    /** Decimal digits. */
    DIGIT(Character::isDigit),
    /** White space. */
    SPACE(c -> (c >= '\t' && c <= '\r') || c == 0x85 || Character.isSpaceChar(c));

    private final String inside;
    private final String outside;

    CharacterRanges(IntPredicate member) {
        inside = ranges(member);
        outside = ranges(member.negate());
    }

    String text(boolean negated) {
        return negated ? outside : inside;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    private static String ranges(IntPredicate member) {
        StringBuilder text = new StringBuilder();
        int start = -1;
        for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
            boolean in = c <= Character.MAX_CODE_POINT && member.test(c);
            if (in && start < 0) {
                start = c;
            } else if (!in && start >= 0) {
                text.append(String.format("\\x{%x}", start));
                if (c - 1 > start) {
                    text.append(String.format("-\\x{%x}", c - 1));
                }
                start = -1;
            }
        }
        return text.toString();
    }
}
