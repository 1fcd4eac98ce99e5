package org.latentworkbench.engine.error;

/** A file, an argument or a value that the person gave is wrong: the message names it, what was found and what is expected. */
public final class BadInputException extends WorkbenchException {
    /** @param message one sentence for a person: what, where, what to do */
    public BadInputException(String message) {
        super(message, null);
    }

    /**
     * @param message one sentence for a person: what, where, what to do
     * @param cause what was caught, for the log
     */
    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
