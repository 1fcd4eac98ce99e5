package org.latentworkbench.app.gui.control;

import java.util.List;

/**
 * The tokens a latent fires on most, for a table or a list.
 *
 * @param texts token texts, strongest first
 * @param stops the stop of each
 */
public record TopTokens(List<String> texts, List<Integer> stops) {
    /** Copies both lists. */
    public TopTokens {
        texts = List.copyOf(texts);
        stops = List.copyOf(stops);
        if (texts.size() != stops.size()) {
            throw new IllegalArgumentException(texts.size() + " tokens with " + stops.size() + " stops");
        }
    }

    /** The tokens in one line, as they are copied. */
    public String plain() {
        return String.join(" ", texts.stream().map(TopTokens::visible).toList());
    }

    /** A token as a list shows it: without its leading blank, invisible characters as marks. */
    public static String visible(String token) {
        TokenShape shape = TokenShape.of(token, token.isBlank());
        return shape.body().isEmpty() ? "∅" : shape.body();
    }
}
