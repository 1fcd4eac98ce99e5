package org.latentworkbench.app.gui.data;

import javafx.scene.Node;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.WorkbenchView;

/** Models, corpora and activation caches of the workspace. */
public final class DataView extends WorkbenchView {
    /** The kind of its address. */
    public static final String KIND = "data";

    private final AppContext context;
    private final DataViewModel model;

    /** The view over the session's workspace. */
    public DataView(AppContext context) {
        super(KIND, "Data", "mdi2d-database-outline");
        this.context = context;
        model = new DataViewModel(context.jobs().lanes());
        context.session().workspaceProperty().subscribe(workspace -> {
            model.open(workspace);
            look();
        });
        context.session().revisionProperty().subscribe((_, _) -> look());
        model.selectedProperty()
                .subscribe(item -> moveTo(new Address(KIND, item == null ? "" : DataViewModel.place(item))));
    }

    /** Nothing is read before the view was shown once. */
    private void look() {
        if (isBuilt()) {
            model.look();
        }
    }

    @Override
    protected Node build() {
        return new DataPane(context, model);
    }

    @Override
    public void show(Address place) {
        if (!place.rest().isEmpty()) {
            model.choose(place.rest());
        }
        model.look();
    }
}
