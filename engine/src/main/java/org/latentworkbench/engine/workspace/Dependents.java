package org.latentworkbench.engine.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;

/** What in a workspace was made from a thing and needs it, as the manifests say. */
public final class Dependents {
    private Dependents() {}

    /**
     * The things that name a thing as their origin.
     *
     * <p>Caches and autoencoders name their model and corpus, autoencoders the cache they were trained on, indexes the
     * autoencoder and the corpus. A corpus has its own copy of the tokenizer and needs no model.
     */
    public static List<Thing> of(Workspace workspace, Section section, String name) {
        List<Thing> found = new ArrayList<>();
        for (String cache : workspace.activations()) {
            JsonNode plan = read(workspace.activationsDir(cache).resolve(Section.ACTIVATIONS.manifest()))
                    .path("plan");
            if ((section == Section.MODELS && names(plan.path("model"), name))
                    || (section == Section.CORPORA && names(plan.path("corpus"), name))) {
                found.add(new Thing(Section.ACTIVATIONS, cache));
            }
        }
        for (String sae : workspace.saes()) {
            if (isTrainedFrom(workspace.saeDir(sae), section, name)) {
                found.add(new Thing(Section.SAES, sae));
            }
        }
        for (String index : workspace.indexes()) {
            if ((section == Section.CORPORA && index.endsWith("--" + name))
                    || (section == Section.SAES && index.startsWith(name + "--"))) {
                found.add(new Thing(Section.INDEXES, index));
            }
        }
        return found;
    }

    private static boolean isTrainedFrom(Path sae, Section section, String name) {
        JsonNode source = read(sae.resolve("run.json")).path("source");
        JsonNode origin = source.isObject() ? source : read(sae.resolve("workbench.json"));
        return switch (section) {
            case MODELS -> names(origin.path("model"), name);
            case CORPORA -> names(origin.path("corpus"), name);
            case ACTIVATIONS -> names(origin.path("rows").path("cache"), name);
            case SAES, INDEXES -> false;
        };
    }

    private static boolean names(JsonNode field, String name) {
        return field.asString("").equals(name);
    }

    private static JsonNode read(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? Manifest.readTree(file)
                    : Manifest.mapper().createObjectNode();
        } catch (WorkbenchException damaged) {
            return Manifest.mapper().createObjectNode();
        }
    }
}
