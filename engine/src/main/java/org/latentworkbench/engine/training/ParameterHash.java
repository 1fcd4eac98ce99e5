package org.latentworkbench.engine.training;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.sae.SaeWeights;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** SHA-256 of parameters: W_enc, b_enc, W_dec, b_dec, further ones in that order, rows by latent, float32 as it lies in memory. */
final class ParameterHash {
    private static final long CHUNK = 1L << 26;

    private ParameterHash() {}

    static String of(SaeWeights weights) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (FloatMatrix matrix : List.of(
                    weights.encoder(),
                    weights.encoderBias(),
                    weights.decoder(),
                    weights.decoderBias(),
                    weights.further())) {
                MemorySegment bytes = matrix.data();
                for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
                    digest.update(bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at))
                            .asByteBuffer());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new BugException("Every Java has SHA-256; this one has not.", e);
        }
    }
}
