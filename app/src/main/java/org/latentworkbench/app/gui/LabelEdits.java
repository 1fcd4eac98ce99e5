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
    private final UndoStack undo;
    private final Queue<Edit> waiting = new ArrayDeque<>();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private boolean writing;

    /** Nothing was written yet. */
    public LabelEdits(Lanes lanes, Notifier notifier, UndoStack undo) {
        this.lanes = lanes;
        this.notifier = notifier;
        this.undo = undo;
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
        waiting.add(new Edit(opened, latent, label, then, true));
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
                before -> {
                    writing = false;
                    if (edit.undoable && !before.equals(edit.label)) {
                        undo.push("what you wrote about latent " + edit.latent, () -> takeBack(edit, before));
                    }
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

    private void takeBack(Edit edit, Label before) {
        waiting.add(new Edit(edit.opened, edit.latent, before, () -> {}, false));
        writeNext();
    }

    private record Edit(OpenAutoencoder opened, int latent, Label label, Runnable then, boolean undoable) {
        /** Writes and answers what was said before. */
        Label write() {
            Label before = opened.labels().label(latent).orElse(Label.NONE);
            opened.labels().put(latent, label.label(), label.note(), label.starred());
            opened.index()
                    .ifPresent(index -> index.putNotes(List.of(new LatentNote(latent, label.label(), label.note()))));
            return before;
        }
    }
}
