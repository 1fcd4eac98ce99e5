package org.latentworkbench.engine.activation;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.text.BosRule;

/** Names and forms of the files of a cache. */
final class CacheFiles {
    static final String FORMAT = "latent-workbench/activations";
    static final int VERSION = 1;
    static final String MANIFEST = "activations.json";
    static final String PLAN = "harvest.json";
    static final String PLAN_FORMAT = "latent-workbench/harvest";
    static final String TENSOR = "activations";

    private CacheFiles() {}

    static String shardName(int number) {
        return String.format(Locale.ROOT, "shard-%05d.safetensors", number);
    }

    /** One file: its rows and its size, so that a cut file is noticed. */
    record Shard(String file, long firstRow, long rows, long bytes) {}

    /** The input scale in the names of the convention. */
    record Scale(double inputScale, float[] inputShift, String scaleRule, long scaleRows) {
        static Scale of(InputScale scale) {
            return new Scale(scale.scale(), scale.shift(), scale.rule().name().toLowerCase(Locale.ROOT), scale.rows());
        }

        InputScale toInputScale() {
            return new InputScale(
                    inputScale, inputShift, ScaleRule.valueOf(scaleRule.toUpperCase(Locale.ROOT)), scaleRows);
        }
    }

    /** What is harvested: two harvests with equal plans make equal shards, so one can go on where the other stopped. */
    record Plan(
            String model,
            long modelParameters,
            String corpus,
            String corpusSha256,
            String hook,
            BosRule bos,
            int contextLength,
            long rows,
            int width,
            String dtype,
            int shardRows) {}

    /**
     * Where an imported cache comes from.
     *
     * @param source the files, for people
     * @param appliedScale what the values had been multiplied by; the rows here are divided by it
     */
    record Origin(String source, double appliedScale) {}

    /** The manifest; no origin for a harvest of ours. */
    record Head(String name, Plan plan, Scale scale, List<Shard> shards, @Nullable Origin origin) {
        Head withScale(InputScale found) {
            return new Head(name, plan, Scale.of(found), shards, origin);
        }

        ActivationInfo info() {
            return new ActivationInfo(
                    name,
                    plan.model(),
                    plan.corpus(),
                    plan.corpusSha256(),
                    HookPoint.parse(plan.hook()),
                    plan.bos(),
                    plan.contextLength(),
                    plan.rows(),
                    plan.width(),
                    plan.dtype(),
                    scale.toInputScale(),
                    shards.size(),
                    shards.stream().mapToLong(Shard::bytes).sum(),
                    origin == null ? "" : origin.source(),
                    origin == null ? 1 : origin.appliedScale());
        }
    }
}
