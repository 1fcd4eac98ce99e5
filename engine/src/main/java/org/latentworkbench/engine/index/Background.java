package org.latentworkbench.engine.index;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.error.CancelledException;

/** What another thread worked out. */
final class Background {
    private Background() {}

    /** Waits for it; throws what the work threw. */
    static <T> T result(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException io -> throw io;
                case RuntimeException runtime -> throw runtime;
                case Error error -> throw error;
                case null, default -> throw new BugException("A part of the index could not be made.", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Stopped.");
        }
    }
}
