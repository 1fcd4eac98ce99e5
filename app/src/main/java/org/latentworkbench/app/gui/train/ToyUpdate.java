package org.latentworkbench.app.gui.train;

import java.util.List;
import java.util.function.Consumer;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.training.toy.ToyLab;
import org.latentworkbench.engine.training.toy.ToyModel;
import org.latentworkbench.engine.training.toy.ToyVariant;

/**
 * Trains toy autoencoders side by side and tells about them while they train.
 *
 * @param live receives pictures off the interface thread
 */
record ToyUpdate(ToyModel toy, List<ToyVariant> variants, long seed, Consumer<ToyPicture> live)
        implements Job<ToyPicture> {
    /** Pictures in the course of a training: enough to see it move, few enough to cost little. */
    private static final int PICTURES = 60;

    ToyUpdate {
        variants = List.copyOf(variants);
    }

    @Override
    public ToyPicture run(JobContext context) {
        long steps = variants.getFirst().config().steps();
        int atOnce = (int) Math.max(1, steps / PICTURES);
        try (ToyLab lab = new ToyLab(toy, variants, seed)) {
            ToyPicture picture = picture(lab, steps);
            boolean more = true;
            while (more) {
                context.checkCancelled();
                more = lab.advance(atOnce);
                picture = picture(lab, steps);
                live.accept(picture);
            }
            return picture;
        }
    }

    private ToyPicture picture(ToyLab lab, long steps) {
        return new ToyPicture(
                lab.steps(), steps, variants.stream().map(ToyVariant::name).toList(), lab.reports());
    }
}
