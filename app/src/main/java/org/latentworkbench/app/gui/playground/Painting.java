package org.latentworkbench.app.gui.playground;

import java.util.Optional;

/**
 * The latents that token strips are shaded by.
 *
 * @param first fills tokens in amber
 * @param second draws a violet bar under them
 */
record Painting(Optional<Paint> first, Optional<Paint> second) {
    static final Painting NONE = new Painting(Optional.empty(), Optional.empty());

    /**
     * A latent to paint.
     *
     * @param latent its number
     * @param reference the activation that is the strongest stop: its maximum on the corpus, 0 if that is not known
     */
    record Paint(int latent, double reference) {}

    Painting withFirst(Paint paint) {
        return new Painting(Optional.of(paint), second.filter(other -> other.latent() != paint.latent()));
    }

    Painting withSecond(Paint paint) {
        return first.isPresent() && first.get().latent() == paint.latent()
                ? this
                : new Painting(first, Optional.of(paint));
    }
}
