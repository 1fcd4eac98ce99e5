package org.latentworkbench.engine.index;

/** Receives every context in which a latent fires. */
@FunctionalInterface
public interface FiringContextVisitor {
    /**
     * @param context index of the context, ascending over the calls
     * @param max the latent's largest activation in it, &gt; 0
     */
    void accept(int context, float max);
}
