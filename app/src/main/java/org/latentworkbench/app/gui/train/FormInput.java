package org.latentworkbench.app.gui.train;

import java.util.Optional;

/**
 * The form as it is typed.
 *
 * @param penalty λ from which it is steered towards the wanted L0; blank for what is usual for the kind
 */
record FormInput(
        String name,
        Optional<DataChoice> data,
        String hook,
        KindChoice kind,
        String width,
        String k,
        String prefixes,
        String batch,
        String steps,
        String learningRate,
        String penalty,
        String seed) {}
