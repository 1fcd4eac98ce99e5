package org.latentworkbench.app.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Ctrl+C: running work is asked to stop and given the time to leave valid files behind. */
public final class Cancellation {
    private static final long PATIENCE_SECONDS = 60;

    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean requested;

    /** From now on, an interrupt of the process waits for the work to stop. */
    public void listen() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::shutDown, "cancellation"));
    }

    /** Whether the person asked to stop. */
    boolean requested() {
        return requested;
    }

    /** Asks the work to stop. */
    void request() {
        requested = true;
    }

    /** Nothing is left to wait for. */
    public void finished() {
        finished.countDown();
    }

    private void shutDown() {
        requested = true;
        try {
            if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                LoggerFactory.getLogger(Cancellation.class).warn("the work did not stop in {} s", PATIENCE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
