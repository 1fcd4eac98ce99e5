package org.latentworkbench.app.cli;

import java.util.List;

/** A stretch of tokens on one line, those that fire in brackets. */
final class ContextText {
    private static final int BEFORE = 14;
    private static final int AFTER = 8;

    private ContextText() {}

    static String around(List<String> tokens, float[] activations, int peak) {
        int from = Math.max(0, peak - BEFORE);
        int to = Math.min(tokens.size(), peak + AFTER + 1);
        var line = new StringBuilder(from > 0 ? "…" : "");
        for (int i = from; i < to; i++) {
            String text = Texts.token(tokens.get(i));
            if (activations[i] > 0) {
                int blank = text.length() - text.stripLeading().length();
                line.append(text, 0, blank)
                        .append('[')
                        .append(text, blank, text.length())
                        .append(']');
            } else {
                line.append(text);
            }
        }
        return line.append(to < tokens.size() ? "…" : "").toString();
    }
}
