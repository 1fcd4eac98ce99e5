package org.latentworkbench.engine.workspace;

/** What a workspace holds, each kind in a folder of its own. A thing is a sub-folder that has its manifest. */
public enum Section {
    /** Language models in the Hugging Face layout. */
    MODELS("models", "config.json", "model", "workbench model import"),
    /** Token corpora. */
    CORPORA("corpora", "corpus.json", "corpus", "workbench corpus import"),
    /** Activation caches. */
    ACTIVATIONS("activations", "activations.json", "activation cache", "workbench harvest"),
    /** Sparse autoencoders in the SAELens layout. */
    SAES("saes", "cfg.json", "autoencoder", "workbench train"),
    /** What each autoencoder does on a corpus, ready to be searched. */
    INDEXES("indexes", "index.json", "index", "workbench index");

    private final String folder;
    private final String manifest;
    private final String noun;
    private final String maker;

    Section(String folder, String manifest, String noun, String maker) {
        this.folder = folder;
        this.manifest = manifest;
        this.noun = noun;
        this.maker = maker;
    }

    /** Name of the folder inside the workspace. */
    public String folder() {
        return folder;
    }

    /** Name of the file that a complete thing has; it is written last. */
    public String manifest() {
        return manifest;
    }

    /** The word for one such thing in a sentence. */
    public String noun() {
        return noun;
    }

    /** The command that makes one, for messages that say what to do. */
    public String maker() {
        return maker;
    }
}
