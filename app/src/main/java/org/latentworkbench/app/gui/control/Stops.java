package org.latentworkbench.app.gui.control;

/** The style classes of the ten stops of the activation scale. */
public final class Stops {
    private Stops() {}

    /** The first hue (amber), for example {@code "act-7"}. */
    public static String first(int stop) {
        return "act-" + stop;
    }

    /** The second hue (violet): the second latent beside a first, for example {@code "alt-7"}. */
    public static String second(int stop) {
        return "alt-" + stop;
    }
}
