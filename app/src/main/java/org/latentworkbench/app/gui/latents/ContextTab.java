package org.latentworkbench.app.gui.latents;

/** Which contexts of a latent are shown. */
enum ContextTab {
    TOP("Top"),
    RANGE("In range"),
    QUANTILES("Quantiles"),
    RANDOM("Random"),
    NEAR_MISSES("Near misses");

    private final String title;

    ContextTab(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
