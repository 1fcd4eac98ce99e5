package org.latentworkbench.app.gui.playground;

import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.pipeline.Playground;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Workspace;

/** The model and the autoencoder in view, loaded when they are first needed. Safe for several threads. */
final class LoadedPlayground implements AutoCloseable {
    private final Workspace workspace;
    private final String autoencoder;
    private @Nullable Playground playground;
    private boolean closed;

    LoadedPlayground(Workspace workspace, String autoencoder) {
        this.workspace = workspace;
        this.autoencoder = autoencoder;
    }

    /** Loads them at first use; off the interface thread. */
    synchronized Playground get() {
        if (closed) {
            throw new CancelledException("Another autoencoder came into view.");
        }
        Playground loaded = playground;
        if (loaded == null) {
            loaded = Playground.open(workspace, autoencoder, ComputeDevice.parse("auto"));
            playground = loaded;
        }
        return loaded;
    }

    /** As {@link #close()}, for where an answer is expected. */
    boolean shut() {
        close();
        return true;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (playground != null) {
            playground.close();
            playground = null;
        }
    }
}
