package org.latentworkbench.engine.index;

/**
 * What a person wrote about a latent, made searchable.
 *
 * @param latent latent id
 * @param label short name, may be empty
 * @param note longer text, may be empty
 */
public record LatentNote(int latent, String label, String note) {}
