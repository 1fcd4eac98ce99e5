package org.latentworkbench.engine.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.Intervention;
import org.latentworkbench.engine.sae.LatentChange;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeReplacement;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** Edits of latents as interventions in a model's pass, with the autoencoders they need, which it owns. */
public final class LatentEdits implements AutoCloseable {
    private final List<Sae> saes = new ArrayList<>();
    private final List<Intervention> interventions = new ArrayList<>();

    private LatentEdits() {}

    /**
     * Loads the autoencoders; edits of one are carried out together, at its hook point, at every position but the first.
     *
     * @throws BadInputException if an autoencoder or a latent is not there, or its hook point is not known
     */
    public static LatentEdits open(Workspace workspace, List<LatentEdit> edits) {
        Map<String, Map<Integer, LatentChange>> bySae = new LinkedHashMap<>();
        for (LatentEdit edit : edits) {
            bySae.computeIfAbsent(edit.sae(), _ -> new LinkedHashMap<>()).put(edit.latent(), edit.change());
        }
        LatentEdits opened = new LatentEdits();
        try {
            bySae.forEach((name, changes) -> opened.add(workspace, name, changes));
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void add(Workspace workspace, String name, Map<Integer, LatentChange> changes) {
        Sae sae = Sae.load(workspace.require(Section.SAES, name));
        saes.add(sae);
        if (sae.info().hook().isEmpty()) {
            throw new BadInputException(
                    "The autoencoder \"" + name
                            + "\" does not say at which hook point it was trained, so its latents cannot be changed in a model.");
        }
        HookPoint hook = HookPoint.parse(sae.info().hook());
        interventions.add(Intervention.behindFirst(hook, SaeReplacement.changing(sae, changes)));
    }

    /** What to hand to the model. */
    public List<Intervention> interventions() {
        return List.copyOf(interventions);
    }

    @Override
    public void close() {
        saes.forEach(Sae::close);
    }
}
