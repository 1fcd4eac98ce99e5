package org.latentworkbench.engine.index;

import java.nio.file.Files;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.Manifest;

/** What a part of an index covers; the manifest {@code shard.json} of its folder. */
record ShardInfo(
        String sae,
        String fingerprint,
        int latents,
        String corpusSha256,
        int firstContext,
        int endContext,
        long tokens,
        long activations,
        long clipped,
        double seconds) {
    private static final String FILE = "shard.json";
    private static final String FORMAT = "latent-workbench/index-shard";
    private static final int VERSION = 4;

    static ShardInfo read(Path directory) {
        ShardInfo read = Manifest.readExactly(
                directory.resolve(FILE), FORMAT, VERSION, ShardInfo.class, "Build the shard again.");
        if (read.sae == null || read.fingerprint == null || read.corpusSha256 == null) {
            throw new UnsupportedException(directory.resolve(FILE)
                    + " is of an older program, which did not say what made the shard. Build the shard again.");
        }
        return read;
    }

    static boolean exists(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    void write(Path directory) {
        Manifest.write(directory.resolve(FILE), FORMAT, VERSION, this);
    }

    /** What this shard and the one after it cover together. */
    ShardInfo plus(ShardInfo next) {
        if (!sae.equals(next.sae)
                || !fingerprint.equals(next.fingerprint)
                || latents != next.latents
                || !corpusSha256.equals(next.corpusSha256)) {
            throw new BadInputException("The shards are not of one index: one is of " + sae + " with " + latents
                    + " latents, another of " + next.sae + " with " + next.latents
                    + ", or the parameters or their corpora differ. Give shards of one autoencoder and one corpus.");
        }
        if (next.firstContext != endContext) {
            throw new BadInputException(
                    "The shards leave a gap or overlap: one ends before context " + endContext + ", the next begins at "
                            + next.firstContext + ". Give all of them, in any order, without doubles.");
        }
        return new ShardInfo(
                sae,
                fingerprint,
                latents,
                corpusSha256,
                firstContext,
                next.endContext,
                tokens + next.tokens,
                activations + next.activations,
                clipped + next.clipped,
                seconds + next.seconds);
    }
}
