package org.latentworkbench.app.gui.train;

/** The kinds of autoencoder that can be trained. */
enum KindChoice {
    MATRYOSHKA("Matryoshka BatchTopK", "matryoshka"),
    BATCH_TOP_K("BatchTopK", "batchtopk"),
    TOP_K("TopK", "topk");

    private final String title;
    private final String id;

    KindChoice(String title, String id) {
        this.title = title;
        this.id = id;
    }

    String title() {
        return title;
    }

    String id() {
        return id;
    }

    /** How a kind is shown, by the name it has in files. */
    static String titleOf(String id) {
        for (KindChoice choice : values()) {
            if (choice.id.equals(id)) {
                return choice.title;
            }
        }
        return id;
    }
}
