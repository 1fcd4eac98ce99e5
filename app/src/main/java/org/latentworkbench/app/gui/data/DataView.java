package org.latentworkbench.app.gui.data;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.WorkbenchView;

/** Models, corpora and activation caches of the workspace. */
public final class DataView implements WorkbenchView {
    /** The kind of its address. */
    public static final String KIND = "data";

    private final AppContext context;
    private final DataViewModel model;
    private final ReadOnlyObjectWrapper<Address> address =
            new ReadOnlyObjectWrapper<>(this, "address", new Address(KIND, ""));
    private @Nullable DataPane pane;

    /** The view over the session's workspace. */
    public DataView(AppContext context) {
        this.context = context;
        model = new DataViewModel(context.jobs().lanes());
        context.session().workspaceProperty().subscribe(workspace -> {
            model.open(workspace);
            look();
        });
        context.session().revisionProperty().subscribe((_, _) -> look());
        model.selectedProperty()
                .subscribe(item -> address.set(new Address(KIND, item == null ? "" : DataViewModel.place(item))));
    }

    /** Nothing is read before the view was shown once. */
    private void look() {
        if (pane != null) {
            model.look();
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public String title() {
        return "Data";
    }

    @Override
    public String icon() {
        return "mdi2d-database-outline";
    }

    @Override
    public Node node() {
        DataPane present = pane;
        if (present == null) {
            present = new DataPane(context, model);
            pane = present;
        }
        return present;
    }

    @Override
    public ReadOnlyObjectProperty<Address> addressProperty() {
        return address.getReadOnlyProperty();
    }

    @Override
    public void show(Address place) {
        if (!place.rest().isEmpty()) {
            model.choose(place.rest());
        }
        model.look();
    }
}
