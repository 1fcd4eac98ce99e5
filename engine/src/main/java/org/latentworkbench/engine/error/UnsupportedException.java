package org.latentworkbench.engine.error;

/** The input is well-formed but of a kind this program does not handle; the message lists what it does handle. */
public final class UnsupportedException extends WorkbenchException {
    /** @param message one sentence for a person: what, where, what to do */
    public UnsupportedException(String message) {
        super(message, null);
    }

    /**
     * @param message one sentence for a person: what, where, what to do
     * @param cause what was caught, for the log
     */
    public UnsupportedException(String message, Throwable cause) {
        super(message, cause);
    }
}
