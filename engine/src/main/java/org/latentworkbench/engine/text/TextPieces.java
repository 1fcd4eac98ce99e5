package org.latentworkbench.engine.text;

import java.util.ArrayList;
import java.util.List;

/** Cuts long documents into pieces, so that some of one long text can be held out. */
public final class TextPieces {
    private static final int SHORTEST = 200;

    private TextPieces() {}

    /**
     * The documents as they are if there are enough of them, else pieces of them of about equal length, cut at line ends
     * (at any place where there are none nearby).
     *
     * @param wanted how many there should be at least, as far as pieces of 200 characters give so many
     */
    public static List<Document> of(List<Document> documents, int wanted) {
        long characters = documents.stream()
                .mapToLong(document -> document.text().length())
                .sum();
        int length = Math.clamp(characters / wanted, SHORTEST, Documents.MAX_CHARACTERS);
        if (documents.size() >= wanted) {
            return List.copyOf(documents);
        }
        List<Document> pieces = new ArrayList<>();
        for (Document document : documents) {
            cut(document, length, pieces);
        }
        return List.copyOf(pieces);
    }

    private static void cut(Document document, int length, List<Document> pieces) {
        String text = document.text();
        int start = 0;
        while (text.length() - start > length + length / 2) {
            int line = text.indexOf('\n', start + length);
            int end = line < 0 || line > start + length + length / 2 ? start + length : line + 1;
            if (Character.isLowSurrogate(text.charAt(end)) && Character.isHighSurrogate(text.charAt(end - 1))) {
                end--;
            }
            pieces.add(new Document(document.name() + " from " + start, text.substring(start, end)));
            start = end;
        }
        pieces.add(new Document(document.name() + " from " + start, text.substring(start)));
    }
}
