package org.latentworkbench.app.gui;

/** Tells the person something without asking: slides in, never takes the focus. */
public interface Notifier {
    /** Something went well; gone after some seconds. */
    void info(String message);

    /** Something went well, with one thing to do next. */
    void info(String message, String actionText, Runnable action);

    /**
     * Something failed; stays until closed. The reason is shown in one sentence, the log has it, and its stack trace if a person
     * cannot mend it.
     *
     * @param what what was tried, for example {@code "Could not open the workspace"}
     */
    void error(String what, Throwable reason);
}
