package org.latentworkbench.app.gui.latents;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.Histogram;
import org.latentworkbench.app.gui.control.RelationList.Relation;
import org.latentworkbench.app.gui.control.StatisticStrip.Statistic;

/**
 * What the page of a latent shows besides its contexts.
 *
 * @param latent its id
 * @param title its name
 * @param levelWords for example {@code "level 2 of 5"}; empty where there are no levels
 * @param idWords ids of its level, for example {@code "ids 96–383"}; empty where there are no levels
 * @param deadWords why there are no contexts; empty when it fires
 * @param statistics its figures
 * @param histogram its activations, null when it is dead
 * @param nearest neighbours by decoder cosine
 * @param coFiring latents that fire with it
 * @param family parents, then children
 * @param familyNone why there is no family
 */
record LatentPage(
        int latent,
        String title,
        String levelWords,
        String idWords,
        String deadWords,
        List<Statistic> statistics,
        @Nullable Histogram histogram,
        List<Relation> nearest,
        List<Relation> coFiring,
        List<Relation> family,
        String familyNone) {
    boolean dead() {
        return !deadWords.isEmpty();
    }
}
