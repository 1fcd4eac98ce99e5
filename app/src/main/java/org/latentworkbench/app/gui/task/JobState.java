package org.latentworkbench.app.gui.task;

/** Where a job stands. */
public enum JobState {
    /** Waits for the job before it. */
    QUEUED,
    /** Works. */
    RUNNING,
    /** Was asked to stop and has not yet. */
    STOPPING,
    /** Gave its result. */
    DONE,
    /** Was stopped; what it wrote is valid. */
    STOPPED,
    /** Failed. */
    FAILED;

    /** Whether nothing will change any more. */
    public boolean isFinished() {
        return switch (this) {
            case QUEUED, RUNNING, STOPPING -> false;
            case DONE, STOPPED, FAILED -> true;
        };
    }
}
