package org.latentworkbench.app.gui.start;

import java.nio.file.Path;

/**
 * A workspace that was open before.
 *
 * @param directory where it lies
 * @param name its name
 * @param summary what is in it, in a few words, and where it lies
 * @param day when it last changed
 * @param size how much disk it takes
 * @param missing whether the folder is gone
 */
public record Recent(Path directory, String name, String summary, String day, String size, boolean missing) {}
