package org.latentworkbench.app.gui;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;

/** A view as the frame sees it. Made once; kept while the workspace changes under it. */
public interface WorkbenchView {
    /** The kind of address this view shows, for example {@code "latent"}. */
    String kind();

    /** The name on the rail: one word. */
    String title();

    /** The Ikonli literal of its icon. */
    String icon();

    /** What it shows; made when first asked for. */
    Node node();

    /** The place shown now; the frame writes it into the status bar and the history. */
    ReadOnlyObjectProperty<Address> addressProperty();

    /** Shows a place of this view's kind; an empty rest means "where you were". */
    void show(Address address);
}
