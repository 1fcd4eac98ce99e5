package org.latentworkbench.engine.index;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.ArrayFile;
import org.latentworkbench.engine.job.JobContext;

/**
 * The latents that fire together with each one most beyond chance, as {@link CoFiringBuilder} counted them when the index was
 * built. Partners of a latent lie one after the other, best first. Immutable.
 */
final class CoFiring {
    static final String FILE = "cofiring.bin";
    private static final String KIND = "latent-workbench/cofiring";
    private static final int VERSION = 1;

    private final Path file;
    private final LatentStatistics statistics;
    private final int[] starts;
    private final int[] partners;
    private final long[] joint;
    private final float[] asParent;
    private final float[] asChild;

    private CoFiring(Path file, LatentStatistics statistics, ArrayFile arrays) {
        this.file = file;
        this.statistics = statistics;
        int latents = statistics.latents();
        starts = arrays.ints("start", latents + 1L);
        partners = arrays.ints("latent", -1);
        joint = arrays.longs("joint", partners.length);
        asParent = arrays.floats("cosineAsParent", partners.length);
        asChild = arrays.floats("cosineAsChild", partners.length);
        for (int latent = 0; latent < latents; latent++) {
            if (starts[latent] < 0 || starts[latent] > starts[latent + 1]) {
                throw damaged(latent);
            }
        }
        if (starts[latents] != partners.length) {
            throw damaged(latents - 1);
        }
        for (int latent = 0; latent < latents; latent++) {
            for (int slot = starts[latent]; slot < starts[latent + 1]; slot++) {
                int other = partners[slot];
                if (other < 0
                        || other >= latents
                        || joint[slot] < 1
                        || joint[slot] > Math.min(statistics.count(latent), statistics.count(other))) {
                    throw damaged(latent);
                }
            }
        }
    }

    static CoFiring read(Path directory, LatentStatistics statistics) {
        Path file = directory.resolve(FILE);
        return new CoFiring(file, statistics, ArrayFile.read(file, KIND, VERSION));
    }

    static void write(Path directory, int[] starts, int[] partners, long[] joint, float[] asParent, float[] asChild) {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("start", starts);
        arrays.put("latent", partners);
        arrays.put("joint", joint);
        arrays.put("cosineAsParent", asParent);
        arrays.put("cosineAsChild", asChild);
        ArrayFile.write(directory.resolve(FILE), KIND, VERSION, arrays);
    }

    /** The partners of a latent, best first. */
    List<CoFiringLatent> of(int latent, int limit) {
        List<CoFiringLatent> found = new ArrayList<>();
        for (int slot = starts[latent]; slot < starts[latent + 1] && found.size() < limit; slot++) {
            found.add(pair(latent, slot));
        }
        return List.copyOf(found);
    }

    private CoFiringLatent pair(int latent, int slot) {
        int other = partners[slot];
        double common = joint[slot];
        double own = statistics.count(latent);
        double others = statistics.count(other);
        return new CoFiringLatent(
                other,
                joint[slot],
                common * statistics.tokens() / (own * others),
                common / (own + others - common),
                common / own,
                common / others,
                asParent[slot],
                statistics.max(other) / statistics.max(latent),
                asChild[slot],
                statistics.max(latent) / statistics.max(other));
    }

    /** Counts all pairs again. */
    void verify(ActivationStore store, JobContext job) {
        PairSums sums = CoFiringBuilder.sums(store, starts, partners, statistics::count, job);
        for (int latent = 0; latent + 1 < starts.length; latent++) {
            for (int slot = starts[latent]; slot < starts[latent + 1]; slot++) {
                long counted = sums.joint(sums.pair(latent, partners[slot]));
                if (counted != joint[slot]) {
                    throw new BadInputException(file + " says that latents " + latent + " and " + partners[slot]
                            + " fire together on " + joint[slot] + " tokens; in the store they do on " + counted
                            + ". Build the index again.");
                }
            }
        }
    }

    private BadInputException damaged(int latent) {
        return new BadInputException(file + " is damaged at latent " + latent + ". Build the index again.");
    }
}
