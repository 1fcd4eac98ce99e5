package org.latentworkbench.engine.job;

/**
 * Long work that reports progress and can be stopped between steps.
 *
 * @param <T> what the work gives
 */
@FunctionalInterface
public interface Job<T> {
    /**
     * Does the work on the calling thread.
     *
     * @param context where progress goes and where cancellation comes from; asked at least every 200 ms
     * @return the result
     * @throws org.latentworkbench.engine.error.CancelledException when stopped; everything written so far is valid
     */
    T run(JobContext context);
}
