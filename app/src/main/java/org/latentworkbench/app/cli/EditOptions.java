package org.latentworkbench.app.cli;

import java.util.List;
import java.util.stream.Stream;
import org.latentworkbench.engine.pipeline.LatentEdit;
import picocli.CommandLine.Option;

/** Options that change latents while a model runs. */
final class EditOptions {
    @Option(names = "--ablate", paramLabel = "SAE:ID", description = "A latent that never fires; may be repeated.")
    List<String> ablated = List.of();

    @Option(
            names = "--clamp",
            paramLabel = "SAE:ID=VALUE",
            description = "A latent that always has this activation; may be repeated.")
    List<String> clamped = List.of();

    @Option(
            names = "--scale",
            paramLabel = "SAE:ID=FACTOR",
            description = "A latent whose activation is multiplied; may be repeated.")
    List<String> scaled = List.of();

    /** What was asked for. */
    List<LatentEdit> edits() {
        return Stream.of(
                        ablated.stream().map(LatentEdit::ablation),
                        clamped.stream().map(LatentEdit::clamp),
                        scaled.stream().map(LatentEdit::scale))
                .flatMap(edits -> edits)
                .toList();
    }
}
