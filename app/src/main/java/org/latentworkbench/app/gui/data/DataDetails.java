package org.latentworkbench.app.gui.data;

import java.util.List;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.engine.workspace.Thing;

/**
 * What is shown about one thing.
 *
 * @param item the thing
 * @param headline its most important figures
 * @param facts the others
 * @param dependents what was made from it
 * @param preview the first contexts of a corpus
 */
record DataDetails(
        DataItem item, List<Fact> headline, List<Fact> facts, List<Thing> dependents, List<StripContent> preview) {
    /**
     * One fact.
     *
     * @param caption its name
     * @param value as shown and copied
     * @param explanation one sentence; may be empty
     */
    record Fact(String caption, String value, String explanation) {}
}
