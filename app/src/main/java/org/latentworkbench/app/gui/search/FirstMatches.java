package org.latentworkbench.app.gui.search;

import java.util.List;
import org.latentworkbench.app.gui.control.StripItem;

/**
 * What a pattern has found while it is still being searched for.
 *
 * @param matches matches so far
 * @param share share of the corpus that has been read, 0 to 1
 * @param items some of the contexts with a match, as rows
 */
record FirstMatches(long matches, double share, List<StripItem> items) {}
