package org.latentworkbench.app.gui.task;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes failures into the log, each once, however many parts of the window hear of it. What a person can mend is one line; its
 * stack trace says nothing about the program and is written where details were asked for. All else is written with its trace.
 */
public final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

    /** Throwables are equal to themselves alone. */
    private final Set<Throwable> written = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /**
     * Writes a failure, unless it is written already or is none.
     *
     * @param what what was tried, for example {@code "Could not open the workspace"}
     */
    public void write(String what, Throwable reason) {
        if (!written.add(reason)) {
            return;
        }
        switch (reason) {
            case WorkbenchException known -> writeKnown(what, known);
            default -> LOG.error(what, reason);
        }
    }

    private static void writeKnown(String what, WorkbenchException reason) {
        switch (reason) {
            case BadInputException _, UnsupportedException _, ResourceException _ -> {
                LOG.warn("{}: {}", what, oneLine(reason));
                LOG.debug(what, reason);
            }
            case CancelledException _ -> LOG.debug(what, reason);
            case BugException _ -> LOG.error(what, reason);
        }
    }

    private static String oneLine(Throwable reason) {
        return String.valueOf(reason.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }
}
