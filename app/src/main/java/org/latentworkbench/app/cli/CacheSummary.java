package org.latentworkbench.app.cli;

import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.text.BosRule;

/** An activation cache as it is printed. */
record CacheSummary(
        String activations,
        String model,
        String corpus,
        String hook,
        BosRule bos,
        int contextLength,
        long rows,
        int width,
        String dtype,
        double scale,
        String scaleRule,
        int shards,
        long bytes,
        String source,
        double appliedScale) {
    static CacheSummary of(ActivationInfo info) {
        return new CacheSummary(
                info.name(),
                info.model(),
                info.corpus(),
                info.hook().toString(),
                info.bos(),
                info.contextLength(),
                info.rows(),
                info.width(),
                info.dtype(),
                info.scale().scale(),
                info.scale().rule().name().toLowerCase(java.util.Locale.ROOT),
                info.shards(),
                info.bytes(),
                info.source(),
                info.appliedScale());
    }

    String line() {
        return "activations " + activations + ": " + Texts.count(rows) + " rows of width " + width + " from " + hook
                + " of " + model + (corpus.isEmpty() ? "" : " on " + corpus) + ", contexts of " + contextLength
                + (bos == BosRule.NONE ? " without BOS" : " after BOS") + ", " + dtype + ", scale "
                + Texts.number(scale) + ", " + Texts.bytes(bytes);
    }
}
