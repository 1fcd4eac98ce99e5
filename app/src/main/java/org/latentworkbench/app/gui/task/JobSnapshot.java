package org.latentworkbench.app.gui.task;

import java.util.Map;

/**
 * What a job reported, taken at one moment.
 *
 * @param fraction share of the whole that is done, 0 to 1, or -1 when it is not known
 * @param done units done of the present part
 * @param total all units of the present part, 0 when not known
 * @param message what is being done now
 * @param metrics the latest value of each named number, in the order they first came
 */
public record JobSnapshot(double fraction, long done, long total, String message, Map<String, Double> metrics) {
    static final JobSnapshot NOTHING = new JobSnapshot(-1, 0, 0, "", Map.of());
}
