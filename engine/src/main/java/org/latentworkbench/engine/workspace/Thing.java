package org.latentworkbench.engine.workspace;

/**
 * Something in a workspace.
 *
 * @param section what it is
 * @param name its name; an index's is {@code SAE--CORPUS}
 */
public record Thing(Section section, String name) {
    /** For a sentence: {@code index mine--tiny}. */
    public String words() {
        return section.noun() + " " + name;
    }
}
