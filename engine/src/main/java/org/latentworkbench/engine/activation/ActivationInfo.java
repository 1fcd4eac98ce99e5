package org.latentworkbench.engine.activation;

import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.text.BosRule;

/**
 * What a cache of activations holds.
 *
 * @param name its name in the workspace
 * @param model name of the model
 * @param corpus name of the corpus; empty for imported activations whose tokens are not known
 * @param corpusSha256 {@link org.latentworkbench.engine.text.CorpusInfo#sha256()} of the corpus
 * @param hook where in the model
 * @param bos whether the model saw BOS before each context; BOS has no row
 * @param contextLength tokens of a full context
 * @param rows number of activations; row r belongs to position r of the corpus
 * @param width dimensions of an activation
 * @param dtype {@code "F16"} or {@code "F32"}
 * @param scale the input scale estimated on these rows
 * @param shards number of files
 * @param bytes size of the files
 * @param source the files it was imported from, for people; empty for a harvest of ours
 * @param appliedScale what imported values had been multiplied by; the rows here are divided by it
 */
public record ActivationInfo(
        String name,
        String model,
        String corpus,
        String corpusSha256,
        HookPoint hook,
        BosRule bos,
        int contextLength,
        long rows,
        int width,
        String dtype,
        InputScale scale,
        int shards,
        long bytes,
        String source,
        double appliedScale) {}
