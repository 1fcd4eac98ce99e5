package org.latentworkbench.app.gui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.workspace.Workspace;

/** The fixture's autoencoder without a window: everything runs at once on the test's thread. */
public final class OpenFixture implements AutoCloseable {
    private final Workspace workspace;
    private final OpenAutoencoder opened;
    private final UndoStack undo = new UndoStack();
    private final LabelEdits edits;
    private final List<String> problems = new ArrayList<>();

    /** @param folder an empty folder for a copy that may be written to */
    public OpenFixture(Path folder) {
        workspace = Workspace.open(DemoFixture.copyTo(folder.resolve("workspace")));
        opened = DemoFixture.open(workspace);
        edits = new LabelEdits(
                lanes(),
                new Notifier() {
                    @Override
                    public void info(String message) {}

                    @Override
                    public void info(String message, String actionText, Runnable action) {}

                    @Override
                    public void error(String what, Throwable reason) {
                        problems.add(what + ": " + reason.getMessage());
                    }
                },
                undo);
    }

    public Lanes lanes() {
        return Lanes.inline();
    }

    public OpenAutoencoder opened() {
        return opened;
    }

    public LatentIndex index() {
        return opened.index().orElseThrow();
    }

    public LabelEdits edits() {
        return edits;
    }

    public UndoStack undo() {
        return undo;
    }

    /** What the person would have been told. */
    public List<String> problems() {
        return problems;
    }

    @Override
    public void close() {
        index().close();
        index().corpus().close();
        workspace.close();
    }
}
