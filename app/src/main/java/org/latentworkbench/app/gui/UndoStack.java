package org.latentworkbench.app.gui;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What can be taken back, the latest first. All methods belong to the interface thread. */
public final class UndoStack {
    private static final int REMEMBERED = 100;

    private record Step(String what, Runnable undo) {}

    private final Deque<Step> steps = new ArrayDeque<>();
    private final ReadOnlyStringWrapper next = new ReadOnlyStringWrapper(this, "next", "");

    /**
     * Remembers a step.
     *
     * @param what what was done, for a sentence: {@code "the label of latent 12"}
     * @param undo takes it back
     */
    public void push(String what, Runnable undo) {
        steps.push(new Step(what, undo));
        if (steps.size() > REMEMBERED) {
            steps.removeLast();
        }
        show();
    }

    /** Takes the latest step back; nothing happens if there is none. */
    public void undo() {
        if (!steps.isEmpty()) {
            Step step = steps.pop();
            show();
            step.undo.run();
        }
    }

    /** Forgets a step that was taken back in another way. */
    public void forget(Runnable undo) {
        steps.removeIf(step -> step.undo == undo);
        show();
    }

    /** Forgets everything: the workspace has changed. */
    public void clear() {
        steps.clear();
        show();
    }

    /** What would be taken back; an empty text if nothing can be. */
    public ReadOnlyStringProperty nextProperty() {
        return next.getReadOnlyProperty();
    }

    private void show() {
        next.set(steps.isEmpty() ? "" : steps.peek().what);
    }
}
