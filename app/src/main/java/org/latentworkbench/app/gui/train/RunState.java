package org.latentworkbench.app.gui.train;

/** Where a run stands. */
enum RunState {
    RUNNING("running", "mdi2p-play-outline", "accent"),
    DONE("done", "mdi2c-check-circle-outline", "success"),
    STOPPED("stopped", "mdi2a-alert-circle-outline", "warning"),
    IMPORTED("imported", "mdi2t-tray-arrow-down", "muted");

    private final String words;
    private final String icon;
    private final String tone;

    RunState(String words, String icon, String tone) {
        this.words = words;
        this.icon = icon;
        this.tone = tone;
    }

    String words() {
        return words;
    }

    String icon() {
        return icon;
    }

    String tone() {
        return tone;
    }
}
