package org.latentworkbench.app.gui.launch;

import org.latentworkbench.app.gui.Notifier;
import org.latentworkbench.app.gui.task.Lanes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody expected: logged with its trace, told in one sentence, and the window goes on. */
final class UncaughtFailures {
    private static final Logger LOG = LoggerFactory.getLogger(UncaughtFailures.class);

    private UncaughtFailures() {}

    static void install(Notifier notifier, Lanes lanes) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            LOG.error("uncaught in {}", thread.getName(), failure);
            lanes.show(() -> notifier.error("Something failed", failure));
        });
    }
}
