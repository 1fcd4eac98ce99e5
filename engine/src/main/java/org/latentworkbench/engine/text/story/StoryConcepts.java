package org.latentworkbench.engine.text.story;

import java.util.List;
import org.latentworkbench.engine.text.Concepts;

/** The hierarchy of what is known about the words of a story. */
public final class StoryConcepts {
    private StoryConcepts() {}

    /** All concepts of the stories; the same at every call. */
    public static Concepts hierarchy() {
        return new Concepts(List.of());
    }
}
