package org.latentworkbench.engine.search.mining;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.index.LatentIndex;

/**
 * The scripts of an index's latents, kept beside it in {@code explanations.json}: as many as were found so far, so that work which
 * was stopped goes on. A new index begins without. Immutable.
 */
public final class MinedRegexes {
    private static final String NAME = "explanations.json";
    private static final String FORMAT = "latent-workbench/explanations";
    private static final int VERSION = 1;

    /**
     * The file.
     *
     * @param corpusSha256 fingerprint of the corpus that scripts were judged on
     * @param activations entries of the index's store: with the corpus, that they belong to this index
     * @param tokens {@link MiningOptions#tokens()}
     * @param done latents looked at, from 0
     * @param latents what was found about them
     */
    private record Content(String corpusSha256, long activations, int tokens, int done, MinedRegex[] latents) {}

    private final int tokens;
    private final int done;
    private final Map<Integer, MinedRegex> latents;

    private MinedRegexes(int tokens, int done, Map<Integer, MinedRegex> latents) {
        this.tokens = tokens;
        this.done = done;
        this.latents = latents;
    }

    /** Nothing yet. */
    public static MinedRegexes none(MiningOptions options) {
        return new MinedRegexes(options.tokens(), 0, Map.of());
    }

    /** Where they lie or will lie. */
    public static Path file(LatentIndex index) {
        return index.directory().resolve(NAME);
    }

    /**
     * What lies beside an index.
     *
     * @return empty if there is nothing, or it is of another state of the index
     * @throws BadInputException if the file is damaged
     */
    public static Optional<MinedRegexes> read(LatentIndex index) {
        Path file = file(index);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        Content content = Manifest.read(file, FORMAT, VERSION, Content.class);
        if (content.latents() == null
                || content.done() < 0
                || content.done() > index.info().latents()
                || Arrays.stream(content.latents())
                        .anyMatch(row -> row == null
                                || row.script() == null
                                || row.latent() < 0
                                || row.latent() >= content.done())) {
            throw new BadInputException(
                    file + " is damaged: it names latents that it did not look at. Delete it and explain again.");
        }
        if (!index.info().corpusSha256().equals(content.corpusSha256())
                || index.info().activations() != content.activations()) {
            return Optional.empty();
        }
        Map<Integer, MinedRegex> latents = new TreeMap<>();
        for (MinedRegex row : content.latents()) {
            latents.put(row.latent(), row);
        }
        return Optional.of(new MinedRegexes(content.tokens(), content.done(), latents));
    }

    /** Writes them beside an index, in place of what was there. */
    public void write(LatentIndex index) {
        Manifest.write(
                file(index),
                FORMAT,
                VERSION,
                new Content(
                        index.info().corpusSha256(),
                        index.info().activations(),
                        tokens,
                        done,
                        latents.values().toArray(MinedRegex[]::new)));
    }

    /** With what was found about the latents up to another one. */
    public MinedRegexes with(Collection<MinedRegex> found, int nowDone) {
        Map<Integer, MinedRegex> all = new TreeMap<>(latents);
        found.forEach(row -> all.put(row.latent(), row));
        return new MinedRegexes(tokens, nowDone, all);
    }

    /** Whether they were made from a sample of this size. */
    public boolean madeWith(MiningOptions options) {
        return tokens == options.tokens();
    }

    /** Number of latents looked at so far, from 0. */
    public int done() {
        return done;
    }

    /** The script of a latent; empty if it was not looked at yet, or nothing was found. */
    public Optional<MinedRegex> latent(int latent) {
        return Optional.ofNullable(latents.get(latent));
    }

    /** All that was found, by latent. */
    public Collection<MinedRegex> all() {
        return latents.values();
    }
}
