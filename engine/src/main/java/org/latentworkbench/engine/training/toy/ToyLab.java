package org.latentworkbench.engine.training.toy;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleEstimator;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.training.TrainingSession;
import org.latentworkbench.engine.training.TrainingSource;

/**
 * Trains several autoencoders side by side on the same rows of a toy model, in memory, and tells at any time what they have
 * found. For one thread.
 */
public final class ToyLab implements AutoCloseable {
    /** Rows a report is measured on. */
    public static final int MEASURED_ROWS = 2000;

    private static final TrainingSource SOURCE = new TrainingSource("toy", "", "", "", BosRule.NONE, 1, Map.of());

    /** The rows that are measured on come from another stream than those that are trained on. */
    private static final long MEASURED_SEED = 0x70795F6D65617375L;

    private final List<TrainingSession> sessions = new ArrayList<>();
    private final ComputePool pool = new ComputePool(1);
    private final Arena arena = Arena.ofShared();
    private final FloatMatrix batch;
    private final ToyStream stream;
    private final ToyMeasure measure;

    /**
     * A lab before its first step.
     *
     * @param variants at least one, all of the same batch size
     * @param seed of the rows
     */
    public ToyLab(ToyModel model, List<ToyVariant> variants, long seed) {
        int rows = variants.getFirst().config().batch();
        if (variants.stream().anyMatch(variant -> variant.config().batch() != rows)) {
            throw new IllegalArgumentException("variants of one lab need one batch size");
        }
        stream = new ToyStream(model, seed);
        measure = new ToyMeasure(model, seed ^ MEASURED_SEED, MEASURED_ROWS);
        batch = FloatMatrix.allocate(arena, rows, model.width());
        Map<ScaleRule, InputScale> scales = new EnumMap<>(ScaleRule.class);
        for (ToyVariant variant : variants) {
            InputScale scale = scales.computeIfAbsent(
                    variant.rule(), rule -> ScaleEstimator.estimate(stream, rule, false, JobContext.silent()));
            // A toy is so small that a second thread would cost more than it does.
            sessions.add(new TrainingSession(variant.config(), scale, stream.rowsPerEpoch(), pool));
        }
    }

    /** Steps done by the variant that has gone farthest. */
    public long steps() {
        return sessions.stream().mapToLong(TrainingSession::steps).max().orElse(0);
    }

    /**
     * Takes some steps with every variant that has not finished.
     *
     * @param count steps at most
     * @return whether any variant has steps left
     */
    public boolean advance(int count) {
        for (int step = 0; step < count && hasStepsLeft(); step++) {
            long firstRow = stream.rowsServed();
            stream.next(batch);
            for (TrainingSession session : sessions) {
                if (session.steps() < session.config().steps()) {
                    session.step(batch, firstRow);
                }
            }
        }
        return hasStepsLeft();
    }

    private boolean hasStepsLeft() {
        for (TrainingSession session : sessions) {
            if (session.steps() < session.config().steps()) {
                return true;
            }
        }
        return false;
    }

    /** What each variant has found so far, in their order. */
    public List<ToyReport> reports() {
        List<ToyReport> reports = new ArrayList<>();
        for (TrainingSession session : sessions) {
            try (Sae sae = session.autoencoder(SOURCE)) {
                reports.add(measure.of(sae));
            }
        }
        return reports;
    }

    @Override
    public void close() {
        sessions.forEach(TrainingSession::close);
        pool.close();
        arena.close();
    }
}
