package org.latentworkbench.engine.error;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, told to a person in one sentence: what happened, where, and what to do.
 *
 * <p>The message is shown as it is; the stack trace goes to the log only. Sealed by cause, because the cause decides
 * the reaction: bad input and unsupported things are the person's to mend, lack of resources may pass, a cancelled job
 * is no failure, and a bug is ours.
 */
public abstract sealed class WorkbenchException extends RuntimeException
        permits BadInputException, UnsupportedException, ResourceException, CancelledException, BugException {
    WorkbenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
