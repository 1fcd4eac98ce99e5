package org.latentworkbench.app.gui.start;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the start page shows. */
final class StartViewModel {
    private final ObservableList<Recent> recents = FXCollections.observableArrayList();
    private final ObservableList<Recent> readOnlyRecents = FXCollections.unmodifiableObservableList(recents);
    private final ReadOnlyObjectWrapper<@Nullable PaintedSentence> sentence =
            new ReadOnlyObjectWrapper<>(this, "sentence");
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
        demoReady.set(found.demoReady());
        sentence.set(found.sentence().orElse(null));
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
