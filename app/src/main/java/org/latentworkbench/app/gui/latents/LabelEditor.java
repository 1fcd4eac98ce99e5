package org.latentworkbench.app.gui.latents;

import java.time.Duration;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.LabelEdits;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.workspace.Label;

/** What the person writes about the latent in view; kept when the person pauses, leaves the field or goes to another latent. */
final class LabelEditor {
    private static final Duration PAUSE = Duration.ofMillis(700);

    private final Lanes lanes;
    private final LabelEdits edits;
    private final StringProperty label = new SimpleStringProperty(this, "label", "");
    private final StringProperty note = new SimpleStringProperty(this, "note", "");
    private final BooleanProperty starred = new SimpleBooleanProperty(this, "starred");
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private @Nullable Target target;
    private boolean loading;
    private boolean dirty;
    private long keystrokes;

    private record Target(OpenAutoencoder opened, int latent) {}

    LabelEditor(Lanes lanes, LabelEdits edits) {
        this.lanes = lanes;
        this.edits = edits;
        label.subscribe((_, _) -> typed());
        note.subscribe((_, _) -> typed());
        edits.revisionProperty().subscribe((_, _) -> load());
    }

    /** Goes to a latent; what was written about the one before is kept. */
    void show(OpenAutoencoder opened, int latent) {
        save();
        target = new Target(opened, latent);
        status.set("");
        load();
    }

    private void load() {
        Target now = target;
        if (now == null || dirty) {
            return;
        }
        Label read = now.opened.labels().label(now.latent).orElse(Label.NONE);
        loading = true;
        // Blanks at the ends are not kept on disk; they must not vanish while a person goes on writing.
        if (!label.get().strip().equals(read.label())) {
            label.set(read.label());
        }
        if (!note.get().strip().equals(read.note())) {
            note.set(read.note());
        }
        starred.set(read.starred());
        loading = false;
    }

    private void typed() {
        if (loading || target == null) {
            return;
        }
        dirty = true;
        status.set("…");
        long mark = ++keystrokes;
        lanes.clock().after(PAUSE, () -> {
            if (mark == keystrokes) {
                save();
            }
        });
    }

    /** Keeps what was written now. */
    void save() {
        if (dirty) {
            dirty = false;
            put();
        }
    }

    /** Gives the latent a star or takes it away. */
    void toggleStar() {
        dirty = false;
        starred.set(!starred.get());
        put();
    }

    private void put() {
        Target now = target;
        if (now == null) {
            return;
        }
        Label written = new Label(label.get().strip(), note.get().strip(), starred.get());
        edits.put(now.opened, now.latent, written, () -> {
            if (now.equals(target) && !dirty) {
                status.set("saved");
            }
        });
    }

    StringProperty labelProperty() {
        return label;
    }

    StringProperty noteProperty() {
        return note;
    }

    BooleanProperty starredProperty() {
        return starred;
    }

    /** {@code "saved"} once what was written is on disk. */
    ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }
}
