package org.latentworkbench.app.gui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * The open workspace and the autoencoder in view. Opening runs off the interface thread; what was open stays until the
 * new is there. Indexes stay open as long as their workspace, because a view may still be reading one that is no longer
 * selected. All methods belong to the interface thread.
 */
public final class Session {
    private final Notifier notifier;
    private final UndoStack undo = new UndoStack();
    private final LabelEdits labelEdits;
    private final LatestUpdate<Workspace> opening;
    private final LatestUpdate<List<String>> listing;
    private final LatestUpdate<OpenAutoencoder> selecting;
    private final ReadOnlyObjectWrapper<@Nullable Workspace> workspace = new ReadOnlyObjectWrapper<>(this, "workspace");
    private final ReadOnlyObjectWrapper<@Nullable OpenAutoencoder> opened = new ReadOnlyObjectWrapper<>(this, "opened");
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper(this, "revision");
    private final ReadOnlyIntegerWrapper explanations = new ReadOnlyIntegerWrapper(this, "explanations");
    private final ObservableList<String> autoencoders = FXCollections.observableArrayList();
    private final ObservableList<String> readOnlyAutoencoders = FXCollections.unmodifiableObservableList(autoencoders);
    private ObservableBooleanValue busy = new SimpleBooleanProperty(false);
    private final List<AutoCloseable> resources = new ArrayList<>();

    /** Nothing is open yet. */
    public Session(Lanes lanes, Notifier notifier) {
        this.notifier = notifier;
        labelEdits = new LabelEdits(lanes, notifier, undo);
        opening = new LatestUpdate<>(lanes, Duration.ZERO);
        listing = new LatestUpdate<>(lanes, Duration.ZERO);
        selecting = new LatestUpdate<>(lanes, Duration.ZERO);
    }

    /** The open workspace, null while there is none. */
    public ReadOnlyObjectProperty<@Nullable Workspace> workspaceProperty() {
        return workspace.getReadOnlyProperty();
    }

    /** The open workspace. */
    public Optional<Workspace> workspace() {
        return Optional.ofNullable(workspace.get());
    }

    /** Names of the autoencoders of the workspace. */
    public ObservableList<String> autoencoders() {
        return readOnlyAutoencoders;
    }

    /** Counts up whenever something in the workspace may have come or gone: the time to look again. */
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    /** The autoencoder in view, null while there is none. All views listen to this. */
    public ReadOnlyObjectProperty<@Nullable OpenAutoencoder> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** The autoencoder in view. */
    public Optional<OpenAutoencoder> opened() {
        return Optional.ofNullable(opened.get());
    }

    /** Counts up when latents were explained; what is kept beside an index is then to be read again. */
    public ReadOnlyIntegerProperty explanationsProperty() {
        return explanations.getReadOnlyProperty();
    }

    /** Says that latents were explained. */
    public void explained() {
        explanations.set(explanations.get() + 1);
    }

    /** Writes labels, and tells every view when one was written. */
    public LabelEdits labelEdits() {
        return labelEdits;
    }

    /** What the person did in this workspace and can take back. */
    public UndoStack undo() {
        return undo;
    }

    /** Jobs write into the workspace: while {@code busy} it is not given up for another. */
    public void keepOpenWhile(ObservableBooleanValue busy) {
        this.busy = busy;
    }

    /** Whether jobs still need the open workspace. */
    public boolean isNeeded() {
        return workspace.get() != null && busy.get();
    }

    /** Opens a workspace, made if the folder is new or empty, in place of the present one. */
    public void open(Path directory, Runnable then) {
        Workspace present = workspace.get();
        if (present != null
                && present.directory().equals(directory.toAbsolutePath().normalize())) {
            refresh(then);
            return;
        }
        if (isNeeded()) {
            notifier.info("Jobs still work in the open workspace. Stop them or wait until they are done.");
            return;
        }
        opening.ask(
                _ -> Workspace.open(directory),
                fresh -> {
                    if (isNeeded()) { // a job was started while the folder was opened
                        fresh.close();
                        return;
                    }
                    close();
                    workspace.set(fresh);
                    refresh(then);
                },
                reason -> notifier.error("Could not open the workspace", reason));
    }

    /** Looks again what there is, after a job made something; brings an autoencoder into view if none is. */
    public void refresh() {
        refresh(() -> {});
    }

    /** As {@link #refresh()}, and goes on with {@code then} once they are known. */
    public void refresh(Runnable then) {
        Workspace open = workspace.get();
        if (open == null) {
            return;
        }
        listing.ask(
                _ -> open.saes(),
                names -> {
                    autoencoders.setAll(names);
                    look(names);
                    revision.set(revision.get() + 1);
                    then.run();
                },
                reason -> notifier.error("Could not list the autoencoders", reason));
    }

    /** Keeps the autoencoder in view if it is still there, with the index it may have got since; else shows the first. */
    private void look(List<String> names) {
        OpenAutoencoder current = opened.get();
        if (current == null || !names.contains(current.name())) {
            names.stream().findFirst().ifPresent(this::select);
        } else if (current.index().isEmpty()) {
            select(current.name());
        }
    }

    /** Brings an autoencoder into view; asking again for the same one opens what was built since. */
    public void select(String name) {
        select(name, () -> {});
    }

    /** As {@link #select(String)}, and goes on with {@code then} once it is in view. */
    public void select(String name, Runnable then) {
        Workspace open = workspace.get();
        if (open == null) {
            return;
        }
        OpenAutoencoder current = opened.get();
        if (current != null && current.name().equals(name) && current.index().isPresent()) {
            then.run();
            return;
        }
        selecting.ask(
                _ -> load(open, name),
                fresh -> {
                    opened.set(fresh);
                    then.run();
                },
                reason -> notifier.error("Could not open " + name, reason));
    }

    /** Closes everything. */
    public void close() {
        undo.clear();
        opened.set(null);
        autoencoders.clear();
        Workspace open = workspace.get();
        workspace.set(null);
        synchronized (resources) {
            resources.reversed().forEach(Session::closeQuietly);
            resources.clear();
        }
        if (open != null) {
            open.close();
        }
    }

    private OpenAutoencoder load(Workspace open, String name) {
        try (Sae sae = Sae.load(open.saeDir(name))) {
            Optional<LatentIndex> index =
                    open.corporaIndexedFor(name).stream().findFirst().map(corpus -> openIndex(open, name, corpus));
            return new OpenAutoencoder(name, sae.info(), index, open.labels(name), open.wordLists());
        }
    }

    private LatentIndex openIndex(Workspace open, String name, String corpusName) {
        TokenCorpus corpus = TokenCorpus.open(open.corpusDir(corpusName));
        keep(corpus);
        LatentIndex index = LatentIndex.open(open.indexDir(name, corpusName), corpus);
        keep(index);
        return index;
    }

    private void keep(AutoCloseable resource) {
        synchronized (resources) {
            resources.add(resource);
        }
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            org.slf4j.LoggerFactory.getLogger(Session.class).warn("could not close {}", resource, e);
        }
    }
}
