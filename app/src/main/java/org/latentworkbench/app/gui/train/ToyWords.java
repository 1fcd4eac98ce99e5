package org.latentworkbench.app.gui.train;

import java.util.Locale;
import org.latentworkbench.engine.training.toy.ToyReport;

/** Says in plain words what the toy lab shows. */
final class ToyWords {
    private static final double ABSORBED = 0.5;

    private ToyWords() {}

    /**
     * One paragraph.
     *
     * @param picture vanilla first, Matryoshka second
     * @param strength of the children
     */
    static String of(ToyPicture picture, double strength) {
        if (!picture.isDone()) {
            return "Both read the same rows. Each row of a map is a true feature, each column the latent that follows it; a"
                    + " bright diagonal means that the truth was found.";
        }
        ToyReport vanilla = picture.reports().getFirst();
        ToyReport matryoshka = picture.reports().getLast();
        return vanilla(vanilla) + " " + matryoshka(matryoshka, strength);
    }

    private static String vanilla(ToyReport report) {
        if (report.parentRecall() >= ABSORBED) {
            return "Here even the plain autoencoder keeps its parents: they fire in " + percent(report.parentRecall())
                    + " of the rows with a child.";
        }
        return "Plain: whenever a child is on, its parent is on too, but the parent's latent fires in only "
                + percent(report.parentRecall())
                + " of those rows. The child's latent has absorbed the parent's direction (the ringed cells), because one"
                + " active latent costs less than two. " + count(report.missed()) + " of "
                + report.features().size() + " features point elsewhere than the truth.";
    }

    private static String matryoshka(ToyReport report, double strength) {
        if (report.parentRecall() < ABSORBED) {
            return "Matryoshka: with children " + times(strength)
                    + " as strong, absorption pays again: parents fire in only " + percent(report.parentRecall())
                    + " of the rows with a child, although the mean cosine is "
                    + String.format(Locale.ROOT, "%.2f", report.meanCosine())
                    + ". A good cosine alone does not show it.";
        }
        return "Matryoshka: its short prefixes must do without the children's latents, so parents keep their own and fire in "
                + percent(report.parentRecall()) + " of the rows with a child; " + count(report.missed()) + " of "
                + report.features().size() + " features are missed. Make the children stronger to bring absorption"
                + " back.";
    }

    private static String count(int number) {
        return number == 0 ? "none" : String.valueOf(number);
    }

    private static String times(double strength) {
        return String.format(Locale.ROOT, "%.1f times", strength);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "none" : Math.round(100 * share) + " %";
    }
}
