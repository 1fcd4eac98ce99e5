package org.latentworkbench.engine.search;

/** How a token stands between a query and a latent. */
public enum ExceptionKind {
    /** A match ends on it and the latent fires. */
    MATCHED_FIRING,
    /** A match ends on it, but the latent is silent. */
    MATCHED_SILENT,
    /** The latent fires, but no match ends on it. */
    FIRING_UNMATCHED
}
