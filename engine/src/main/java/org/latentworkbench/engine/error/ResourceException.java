package org.latentworkbench.engine.error;

/** Disk, memory, a lock or a permission is missing; trying again after mending it may work. */
public final class ResourceException extends WorkbenchException {
    /** @param message one sentence for a person: what, where, what to do */
    public ResourceException(String message) {
        super(message, null);
    }

    /**
     * @param message one sentence for a person: what, where, what to do
     * @param cause what was caught, for the log
     */
    public ResourceException(String message, Throwable cause) {
        super(message, cause);
    }
}
