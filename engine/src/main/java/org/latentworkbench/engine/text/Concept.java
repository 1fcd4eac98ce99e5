package org.latentworkbench.engine.text;

/**
 * A property of tokens that is known to be true or false, for example "female name".
 *
 * @param id its number, from 0
 * @param name its name, unique within its {@link Concepts}
 * @param parent id of the concept it is a kind of, or -1 at the root
 */
public record Concept(int id, String name, int parent) {
    /** Whether it is a kind of nothing. */
    public boolean isRoot() {
        return parent < 0;
    }
}
