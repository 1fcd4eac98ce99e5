package org.latentworkbench.engine.activation;

/** Forms in which activations leave the program. */
public enum ExportFormat {
    /** {@code activations.npy}, {@code token_ids.npy} and {@code document_starts.npy}. */
    NPY,
    /** One {@code activations.npz} with those three arrays, stored. */
    NPZ,
    /** One {@code activations.safetensors} with those three tensors. */
    SAFETENSORS
}
