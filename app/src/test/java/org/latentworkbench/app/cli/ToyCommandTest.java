package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ToyCommandTest {
    @TempDir
    Path home;

    @Test
    void tellsWhatBecameOfEveryFeature() {
        JsonNode toy = json("toy", "--kind", "vanilla", "--steps", "4000");
        assertThat(toy.get("features")).hasSize(20);
        JsonNode parent = toy.get("features").get(0);
        assertThat(parent.get("recall_with_child").asDouble()).isLessThan(0.3);
        assertThat(parent.get("cosine").asDouble()).isBetween(-1.0, 1.0);
        assertThat(parent.get("recall").asDouble()).isBetween(0.0, 1.0);
        assertThat(toy.get("features").get(1).get("parent").asString()).isEqualTo("parent 1");
        assertThat(toy.get("fvu").asDouble()).isLessThan(0.1);
        assertThat(toy.get("l0").asDouble()).isBetween(0.5, 2.0);
        assertThat(toy.get("true_l0").asDouble()).isBetween(1.0, 1.25);
    }

    @Test
    void bothKindsStandSideBySideAndOtherDataAreThere() {
        assertThat(json("toy", "--kind", "both", "--steps", "50").get("variants"))
                .hasSize(2);
        assertThat(json("toy", "--data", "four", "--steps", "50").get("features"))
                .hasSize(4);
        JsonNode atoms = json("toy", "--data", "atoms", "--kind", "topk", "--steps", "50");
        assertThat(atoms.get("features")).hasSize(64);
        assertThat(atoms.get("parent_recall").isNull()).isTrue();
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(CliRun.in(home, "toy", "--kind", "gated").error()).contains("choose vanilla");
        assertThat(CliRun.in(home, "toy", "--data", "five").error()).contains("choose tree");
        assertThat(CliRun.in(home, "toy", "--child-strength", "0").error()).contains("must be positive");
    }

    private JsonNode json(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "--quiet";
        CliRun run = CliRun.in(home, all);
        assertThat(run.code()).as(run.err()).isZero();
        return run.json();
    }
}
