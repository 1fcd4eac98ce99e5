package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.ModelVerification;
import org.latentworkbench.engine.lm.Precision;
import org.latentworkbench.engine.tensor.ComputeDevice;

/**
 * Compares a model's forward pass with a reference.
 *
 * @param model its folder
 * @param reference a safetensors file, see {@link ModelVerification#verify}
 * @param device where it runs
 * @param precision of its dense products
 */
public record VerifyModel(Path model, Path reference, ComputeDevice device, Precision precision)
        implements Job<ModelVerification> {
    /** In float32. */
    public VerifyModel(Path model, Path reference, ComputeDevice device) {
        this(model, reference, device, Precision.FLOAT32);
    }

    @Override
    public ModelVerification run(JobContext context) {
        context.message("loading " + model.getFileName());
        try (LanguageModel loaded = LanguageModel.load(model, device, precision)) {
            context.checkCancelled();
            context.message("comparing with " + reference.getFileName());
            return ModelVerification.verify(loaded, reference);
        }
    }
}
