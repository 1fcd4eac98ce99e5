package org.latentworkbench.engine.text.story;

/** An endless, reproducible source of stories: the same seed gives the same stories. Not safe for several threads. */
public final class StoryGenerator {
    private final long seed;

    /** @param seed chooses the sequence of stories */
    public StoryGenerator(long seed) {
        this.seed = seed;
    }

    /** The next story, of 80 to 300 words. */
    public Story next() {
        throw new UnsupportedOperationException("story " + seed);
    }
}
