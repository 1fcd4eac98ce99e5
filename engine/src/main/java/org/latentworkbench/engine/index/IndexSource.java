package org.latentworkbench.engine.index;

import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * What the index keeps about the autoencoder it is made from.
 *
 * @param sae name of the autoencoder
 * @param latents number of latents n, ≥ 1
 * @param prefixes ascending sizes of the nested dictionaries, the last is n; {@code {n}} for a flat autoencoder. The
 *     array is owned by this record.
 * @param decoder decoder rows {@code [n, d]}, any positive scale; without them there are no decoder neighbours
 * @param fingerprint equal values mean that the same text gives the same activations; empty when that is not known, and
 *     then nothing that was indexed before is used again
 */
public record IndexSource(String sae, int latents, int[] prefixes, Optional<FloatMatrix> decoder, String fingerprint) {
    /** Checks that the shapes agree. */
    public IndexSource {
        if (latents < 1) {
            throw new BadInputException("Autoencoder " + sae + " has " + latents + " latents; it needs at least one.");
        }
        int before = 0;
        for (int prefix : prefixes) {
            if (prefix <= before) {
                throw new BadInputException("Autoencoder " + sae + ": prefix " + prefix + " does not grow.");
            }
            before = prefix;
        }
        if (before != latents) {
            throw new BadInputException(
                    "Autoencoder " + sae + ": the last prefix is " + before + ", it must be " + latents + ".");
        }
        if (decoder.isPresent() && decoder.get().rows() != latents) {
            throw new BadInputException("Autoencoder " + sae + " has " + latents + " latents but "
                    + decoder.get().rows() + " decoder rows.");
        }
    }

    /** One of which it is not known whether it is the same as before. */
    public IndexSource(String sae, int latents, int[] prefixes, Optional<FloatMatrix> decoder) {
        this(sae, latents, prefixes, decoder, "");
    }

    /** A flat autoencoder without decoder rows. */
    public static IndexSource flat(String sae, int latents) {
        return new IndexSource(sae, latents, new int[] {latents}, Optional.empty());
    }
}
