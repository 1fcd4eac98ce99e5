package org.latentworkbench.app.gui.data;

import org.latentworkbench.engine.workspace.Section;

/**
 * One line of a list.
 *
 * @param section model, corpus or activation cache
 * @param name its name
 * @param detail a few words about it, or why it cannot be read
 * @param bytes on disk
 * @param readable whether its manifest could be read
 */
record DataItem(Section section, String name, String detail, long bytes, boolean readable) {
    /** Whether both are the same thing, whatever is known about it now. */
    boolean isSame(DataItem other) {
        return section == other.section && name.equals(other.name);
    }
}
