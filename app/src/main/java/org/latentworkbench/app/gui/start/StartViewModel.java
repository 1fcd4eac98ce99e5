package org.latentworkbench.app.gui.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Words;

/** What the start page shows. */
final class StartViewModel {
    private final ObservableList<Recent> recents = FXCollections.observableArrayList();
    private final ObservableList<Recent> readOnlyRecents = FXCollections.unmodifiableObservableList(recents);
    private final ReadOnlyObjectWrapper<@Nullable PaintedSentence> sentence =
            new ReadOnlyObjectWrapper<>(this, "sentence");
    private static final String READY = "a 4-layer story model, a Matryoshka autoencoder, its tree";
    private static final String TO_BE_MADE = "trains a Matryoshka autoencoder on stories, two minutes";

    private final ReadOnlyBooleanWrapper demoRunning = new ReadOnlyBooleanWrapper(this, "demoRunning");
    private final ReadOnlyStringWrapper demoLine = new ReadOnlyStringWrapper(this, "demoLine", TO_BE_MADE);
    private final ReadOnlyBooleanWrapper demoReady = new ReadOnlyBooleanWrapper(this, "demoReady");

    ObservableList<Recent> recents() {
        return readOnlyRecents;
    }

    /** A sentence of the demo painted with one of its latents; null while there is no demo. */
    ReadOnlyObjectProperty<@Nullable PaintedSentence> sentenceProperty() {
        return sentence.getReadOnlyProperty();
    }

    /** Whether the demo was made already. */
    ReadOnlyBooleanProperty demoReadyProperty() {
        return demoReady.getReadOnlyProperty();
    }

    void publish(StartUpdate.Found found) {
        recents.setAll(found.recents());
        if (!demoRunning.get()) {
            demoIdle(found.demoReady());
        }
        sentence.set(found.sentence().orElse(null));
    }

    /** Whether the demo is being made. */
    ReadOnlyBooleanProperty demoRunningProperty() {
        return demoRunning.getReadOnlyProperty();
    }

    /** What the demo is, or how far it has come. */
    ReadOnlyStringProperty demoLineProperty() {
        return demoLine.getReadOnlyProperty();
    }

    /** The demo is being made and has come so far. */
    void demoProgress(double fraction, Optional<Duration> remaining) {
        demoRunning.set(true);
        String share = fraction < 0 ? "" : ", " + Math.round(100 * fraction) + " %";
        demoLine.set("being made" + share
                + remaining.map(left -> ", " + Words.duration(left) + " left").orElse(""));
    }

    /** Nothing is being made, or no longer. */
    void demoIdle(boolean ready) {
        demoRunning.set(false);
        demoReady.set(ready);
        demoLine.set(ready ? READY : TO_BE_MADE);
    }

    void forget(Path directory) {
        recents.removeIf(recent -> recent.directory().equals(directory));
    }

    /** The folder to open for what was dropped, if one of it is a workspace. */
    static Optional<Path> workspaceIn(List<Path> dropped) {
        return dropped.stream()
                .map(path -> path.endsWith("workspace.json") && path.getParent() != null ? path.getParent() : path)
                .filter(org.latentworkbench.engine.workspace.Workspace::isWorkspace)
                .findFirst();
    }
}
