package org.latentworkbench.engine.error;

/** The person stopped a job; what was written is valid and the message says how to go on, if one can. */
public final class CancelledException extends WorkbenchException {
    /** @param message one sentence for a person: what, where, what to do */
    public CancelledException(String message) {
        super(message, null);
    }

    /**
     * @param message one sentence for a person: what, where, what to do
     * @param cause what was caught, for the log
     */
    public CancelledException(String message, Throwable cause) {
        super(message, cause);
    }
}
