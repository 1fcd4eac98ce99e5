package org.latentworkbench.engine.error;

/** A promise inside the program was broken; the person can only report it. */
public final class BugException extends WorkbenchException {
    /** @param message one sentence for a person: what, where, what to do */
    public BugException(String message) {
        super(message, null);
    }

    /**
     * @param message one sentence for a person: what, where, what to do
     * @param cause what was caught, for the log
     */
    public BugException(String message, Throwable cause) {
        super(message, cause);
    }
}
