package org.latentworkbench.app.gui.launch;

import org.latentworkbench.app.gui.Notifier;
import org.latentworkbench.app.gui.task.Jobs;

/** What nobody expected: logged with its trace, told in one sentence, and the window goes on. */
final class UncaughtFailures {
    private UncaughtFailures() {}

    static void install(Notifier notifier, Jobs jobs) {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            jobs.failures().write("uncaught in " + thread.getName(), failure);
            jobs.lanes().show(() -> notifier.error("Something failed", failure));
        });
    }
}
