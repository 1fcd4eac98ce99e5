package org.latentworkbench.app.gui;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.index.LatentNote;
import org.latentworkbench.engine.workspace.Label;

/**
 * Writes labels, notes and stars one after the other off the interface thread, makes them searchable, and tells every view that
 * something was written. All methods belong to the interface thread.
 */
public final class LabelEdits {
    private final Lanes lanes;
    private final Notifier notifier;
    private final Queue<Edit> waiting = new ArrayDeque<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private boolean writing;

    /** Nothing was written yet. */
    public LabelEdits(Lanes lanes, Notifier notifier) {
        this.lanes = lanes;
        this.notifier = notifier;
    }

    /** Grows with every label that was written; views read labels again when it changes. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /**
     * Says something about a latent.
     *
     * @param then called once it is on disk
     */
    public void put(OpenAutoencoder opened, int latent, Label label, Runnable then) {
        waiting.add(new Edit(opened, latent, label, then));
        writeNext();
    }

    private void writeNext() {
        if (writing || waiting.isEmpty()) {
            return;
        }
        writing = true;
        Edit edit = waiting.remove();
        lanes.ask(
                edit::write,
                _ -> {
                    writing = false;
                    revision.set(revision.get() + 1);
                    edit.then.run();
                    writeNext();
                },
                reason -> {
                    writing = false;
                    notifier.error("Could not keep what you wrote about latent " + edit.latent, reason);
                    writeNext();
                });
    }

    private record Edit(OpenAutoencoder opened, int latent, Label label, Runnable then) {
        boolean write() {
            opened.labels().put(latent, label.label(), label.note(), label.starred());
            opened.index()
                    .ifPresent(index -> index.putNotes(List.of(new LatentNote(latent, label.label(), label.note()))));
            return true;
        }
    }
}
