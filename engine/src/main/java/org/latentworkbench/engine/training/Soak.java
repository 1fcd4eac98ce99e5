package org.latentworkbench.engine.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ProcessMemory;

/**
 * What many steps on end do to the memory of the process.
 *
 * @param shape the size
 * @param steps steps taken, after the warm-up
 * @param seconds they took together
 * @param residentBytes resident memory before the first of them and after each tenth of them; 0 where the system does not tell
 */
public record Soak(TrainBench.Shape shape, long steps, double seconds, List<Long> residentBytes) {
    private static final int PARTS = 10;

    /** Takes steps; {@code step} takes one and gives its seconds. */
    static Soak of(TrainBench.Shape shape, long steps, JobContext context, DoubleSupplier step) {
        List<Long> resident = new ArrayList<>(List.of(ProcessMemory.now().resident()));
        double seconds = 0;
        for (long done = 1; done <= steps; done++) {
            seconds += step.getAsDouble();
            if (done * PARTS / steps > (done - 1) * PARTS / steps) {
                resident.add(ProcessMemory.now().resident());
                context.progress(done, steps);
            }
        }
        return new Soak(shape, steps, seconds, List.copyOf(resident));
    }

    /** Resident memory at the end less that after the first tenth, by which time everything has been touched. */
    public long grownBytes() {
        return residentBytes.getLast() - residentBytes.get(Math.min(1, residentBytes.size() - 1));
    }

    /** As a JSON object with the documented keys. */
    public Map<String, Object> asJson() {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("d", shape.width());
        object.put("n", shape.latents());
        object.put("k", shape.active());
        object.put("batch", shape.batch());
        object.put("kind", shape.kind().name());
        object.put("steps", steps);
        object.put("step_seconds", seconds / steps);
        object.put("resident_bytes", residentBytes);
        object.put("grown_bytes", grownBytes());
        return object;
    }
}
