package org.latentworkbench.app.gui.train;

import java.util.Map;
import java.util.Optional;

/**
 * What the form means.
 *
 * @param states what stands under each field
 * @param plan the run, if nothing is wrong
 * @param estimate what it will cost, as soon as the sizes are known
 */
record FormResult(Map<Field, FieldState> states, Optional<TrainingPlan> plan, Optional<Estimate> estimate) {
    FieldState state(Field field) {
        return states.getOrDefault(field, FieldState.FINE);
    }
}
