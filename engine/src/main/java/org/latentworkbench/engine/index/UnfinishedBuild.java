package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;

/**
 * The finished shards of a build that is under way, in a folder beside the index. A build that was killed goes on with
 * them; those of another autoencoder, corpus or cut are deleted.
 */
final class UnfinishedBuild {
    private static final String PREFIX = ".building-";
    private static final String FILE = "build.json";
    private static final String FORMAT = "latent-workbench/unfinished-index";
    private static final int VERSION = 3;

    /**
     * What is being built.
     *
     * @param contextLength tokens of a full context
     * @param firstContext where the first shard begins: what lies before it is indexed already
     * @param contextsPerShard how the rest is cut
     */
    record Plan(
            String sae,
            String fingerprint,
            String corpusSha256,
            int latents,
            int contextLength,
            int firstContext,
            int contextsPerShard) {}

    private final Path folder;

    private UnfinishedBuild(Path folder) {
        this.folder = folder;
    }

    /** Goes on with the build of an index folder, or begins it anew where it was another. */
    static UnfinishedBuild of(Path index, Plan plan) {
        Path folder = index.resolveSibling(PREFIX + index.getFileName());
        boolean known = !plan.fingerprint().isEmpty() && plan.equals(read(folder));
        if (!known) {
            AtomicFile.deleteQuietly(folder);
            Manifest.write(folder.resolve(FILE), FORMAT, VERSION, plan);
        }
        return new UnfinishedBuild(folder);
    }

    private static @org.jspecify.annotations.Nullable Plan read(Path folder) {
        try {
            return Files.isRegularFile(folder.resolve(FILE))
                    ? Manifest.read(folder.resolve(FILE), FORMAT, VERSION, Plan.class)
                    : null;
        } catch (WorkbenchException e) {
            org.slf4j.LoggerFactory.getLogger(UnfinishedBuild.class).warn("{} is begun anew", folder, e);
            return null;
        }
    }

    /** Where the shard that begins with a context lies or will lie. */
    Path shard(int firstContext) {
        return folder.resolve("shard-" + firstContext);
    }

    /** Forgets everything. */
    void delete() {
        AtomicFile.deleteQuietly(folder);
    }

    /** Forgets everything unless a shard is finished. */
    void deleteIfEmpty() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> shards = Files.list(folder)) {
            if (shards.noneMatch(ShardInfo::exists)) {
                delete();
            }
        } catch (IOException e) {
            throw new ResourceException(
                    "Cannot list " + folder + " (" + Objects.requireNonNullElse(e.getMessage(), "no reason given")
                            + ").",
                    e);
        }
    }
}
