package org.latentworkbench.app.gui;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** A view as the frame sees it. Made once; kept while the workspace changes under it. */
public abstract class WorkbenchView {
    private final String kind;
    private final String title;
    private final String icon;
    private final ReadOnlyObjectWrapper<Address> address;
    private @Nullable Node node;

    /**
     * A view that was not shown yet.
     *
     * @param kind the kind of address it shows, for example {@code "latent"}
     * @param title its name on the rail: one word
     * @param icon the Ikonli literal of its icon
     */
    protected WorkbenchView(String kind, String title, String icon) {
        this.kind = kind;
        this.title = title;
        this.icon = icon;
        address = new ReadOnlyObjectWrapper<>(this, "address", new Address(kind, ""));
    }

    /** The kind of address this view shows. */
    public final String kind() {
        return kind;
    }

    /** The name on the rail. */
    public final String title() {
        return title;
    }

    /** The Ikonli literal of its icon. */
    public final String icon() {
        return icon;
    }

    /** What it shows; made when first asked for. */
    public final Node node() {
        Node made = node;
        if (made == null) {
            made = build();
            node = made;
        }
        return made;
    }

    /** The place shown now; the frame writes it into the status bar and the history. */
    public final ReadOnlyObjectProperty<Address> addressProperty() {
        return address.getReadOnlyProperty();
    }

    /** Shows a place of this view's kind; an empty rest means "where you were". */
    public abstract void show(Address place);

    /** Makes what it shows; called once. */
    protected abstract Node build();

    /** Whether it was shown: before that, nothing needs to be read for it. */
    protected final boolean isBuilt() {
        return node != null;
    }

    /** The place shown now. */
    protected final Address address() {
        return address.get();
    }

    /** Says that another place is shown now. */
    protected final void moveTo(Address place) {
        address.set(place);
    }
}
