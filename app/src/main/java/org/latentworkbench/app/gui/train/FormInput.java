package org.latentworkbench.app.gui.train;

import java.util.Optional;

/** The form as it is typed. */
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
        String seed) {}
