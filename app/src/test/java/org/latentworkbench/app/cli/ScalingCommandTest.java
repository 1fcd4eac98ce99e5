package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.SweepFiles;
import org.latentworkbench.engine.workspace.Workspace;
import tools.jackson.databind.JsonNode;

class ScalingCommandTest {
    @TempDir
    Path home;

    private CliRun scaling(double staying, String... more) throws IOException {
        try (Workspace workspace = Workspace.open(home.resolve("work"))) {
            SweepFiles.write(workspace, "sizes", staying);
        }
        String[] arguments = new String[5 + more.length];
        System.arraycopy(
                new String[] {
                    "scaling",
                    "--sweep",
                    "sizes",
                    "--workspace",
                    home.resolve("work").toString()
                },
                0,
                arguments,
                0,
                5);
        System.arraycopy(more, 0, arguments, 5, more.length);
        CliRun run = CliRun.in(home, arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    /** The last fit is the one over all k. */
    private static JsonNode joint(CliRun run) {
        JsonNode fits = run.json().get("fits");
        return fits.get(fits.size() - 1);
    }

    private static JsonNode coefficient(JsonNode fit, String name) {
        for (JsonNode each : fit.get("coefficients")) {
            if (each.get("name").asString().equals(name)) {
                return each;
            }
        }
        throw new AssertionError("no " + name + " in " + fit);
    }

    @Test
    void coefficientsThatTheRunsDoNotTellAreNull() throws IOException {
        JsonNode fit = joint(scaling(0, "--json"));
        for (String name : new String[] {"ζ", "η"}) {
            for (String part : new String[] {"value", "low", "high"}) {
                assertThat(coefficient(fit, name).get(part).isNull())
                        .as(name + " " + part)
                        .isTrue();
            }
        }
        assertThat(coefficient(fit, "β_k").get("value").asDouble()).isBetween(-0.5, -0.1);
        assertThat(fit.get("sees_irreducible").asBoolean()).isFalse();
    }

    @Test
    void coefficientsThatTheRunsTellAreNumbers() throws IOException {
        JsonNode fit = joint(scaling(0.3, "--json"));
        assertThat(fit.get("sees_irreducible").asBoolean()).isTrue();
        assertThat(coefficient(fit, "ζ").get("low").asDouble()).isBetween(-10.0, 0.0);
        assertThat(coefficient(fit, "η").get("value").isNumber()).isTrue();
    }

    @Test
    void whatTheRunsDoNotTellIsSaidInPlaceOfFigures() throws IOException {
        assertThat(scaling(0).out())
                .contains("ζ and η not identified by these runs")
                .doesNotContainPattern("[ζη] +-?[0-9]");
        assertThat(scaling(0.3).out()).containsPattern("ζ +-[0-9]").containsPattern("η +-?[0-9]");
    }
}
