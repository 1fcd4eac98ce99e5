package org.latentworkbench.engine.text;

/**
 * Tokens of a text with the places they come from. Owns its arrays.
 *
 * @param ids token ids in the order of the text
 * @param starts per token, index of its first UTF-16 unit in the text
 * @param ends per token, index after its last UTF-16 unit; equals the start for a token that stands for no character
 */
public record Encoding(int[] ids, int[] starts, int[] ends) {
    /** Checks that the three arrays are of one length. */
    public Encoding {
        if (ids.length != starts.length || ids.length != ends.length) {
            throw new IllegalArgumentException(
                    ids.length + " ids, " + starts.length + " starts, " + ends.length + " ends");
        }
    }

    /** Number of tokens. */
    public int length() {
        return ids.length;
    }
}
