package org.latentworkbench.engine.index;

/** Receives every token on which a latent fires. */
@FunctionalInterface
public interface FiringVisitor {
    /**
     * @param position global token position, ascending over the calls
     * @param value activation, &gt; 0
     */
    void accept(long position, float value);
}
