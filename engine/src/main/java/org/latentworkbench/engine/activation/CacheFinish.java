package org.latentworkbench.engine.activation;

import java.nio.file.Path;
import java.util.function.LongPredicate;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;

/** The last step of making a cache: its scale and its manifest. */
final class CacheFinish {
    private CacheFinish() {}

    /**
     * @param raw the manifest with scale 1
     * @param wanted which rows the scale is estimated on
     * @param centre whether the input shift is the mean activation
     */
    static ActivationInfo write(
            Path dir, CacheFiles.Head raw, LongPredicate wanted, ScaleRule rule, boolean centre, JobContext job) {
        job.message("estimating the scale");
        // The rows are read as they are stored, so that the scale is that of what will be trained on.
        CacheFiles.Plan plan = raw.plan();
        InputScale scale;
        try (ActivationCache cache = ActivationCache.of(dir, raw)) {
            BlockSample sample = new BlockSample(cache.blocks(0, plan.rows()), ScaleEstimator.ROWS, wanted, job);
            scale = ScaleEstimator.estimate(sample, plan.width(), rule, centre);
        }
        CacheFiles.Head head = raw.withScale(scale);
        Manifest.write(dir.resolve(CacheFiles.MANIFEST), CacheFiles.FORMAT, CacheFiles.VERSION, head);
        return head.info();
    }
}
