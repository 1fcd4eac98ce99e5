package org.latentworkbench.app.gui.train;

/** The kinds of autoencoder that can be trained. */
enum KindChoice {
    MATRYOSHKA("Matryoshka BatchTopK", "matryoshka"),
    BATCH_TOP_K("BatchTopK", "batchtopk"),
    TOP_K("TopK", "topk"),
    MATRYOSHKA_RANDOM("Matryoshka, random prefixes", "matryoshka-random"),
    GATED("Gated", "gated"),
    JUMP_RELU("JumpReLU", "jumprelu"),
    RELU("ReLU with L1", "relu");

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

    /** Whether it has nested sizes. */
    boolean isNested() {
        return this == MATRYOSHKA || this == MATRYOSHKA_RANDOM;
    }

    /** Whether a penalty is steered towards the wanted L0, instead of choosing so many latents. */
    boolean isSteered() {
        return switch (this) {
            case MATRYOSHKA, BATCH_TOP_K, TOP_K -> false;
            case MATRYOSHKA_RANDOM, GATED, JUMP_RELU, RELU -> true;
        };
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
