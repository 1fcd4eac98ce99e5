package org.latentworkbench.engine.workspace;

/**
 * What a person says about a latent.
 *
 * @param label a few words, may be empty
 * @param note any text, may be empty
 * @param starred whether it is among the favourites
 */
public record Label(String label, String note, boolean starred) {
    /** Nothing said. */
    public static final Label NONE = new Label("", "", false);

    /** Whether nothing is said. */
    public boolean isEmpty() {
        return label.isEmpty() && note.isEmpty() && !starred;
    }
}
