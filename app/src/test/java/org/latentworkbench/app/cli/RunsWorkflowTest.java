package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.Main;
import tools.jackson.databind.JsonNode;

/** Runs as scripts manage them: killed, branched, repeated, swept and fitted. */
class RunsWorkflowTest {
    private static final String[] SMALL = {
        "--activations", "acts", "--kind", "topk", "--k", "4", "--batch", "128", "--learning-rate", "3e-3"
    };

    @TempDir
    static Path home;

    @BeforeAll
    static void makeActivations() {
        done("model", "import", "built-in");
        done("corpus", "story", "--documents", "40", "--name", "tales", "--context", "64");
        done("harvest", "--model", "stories", "--corpus", "tales", "--hook", "resid_post.2", "--name", "acts");
    }

    @Test
    void aRunKilledAtAnyMomentEndsWithTheSameParameters() throws IOException, InterruptedException {
        String[] settings = {"--width", "256", "--steps", "120", "--checkpoint-every", "3"};
        String whole = done(train("whole", settings)).get("parameters_sha256").asString();
        int kills = 0;
        for (int linesBefore : new int[] {1, 5, 9}) {
            kills += killedAfter(linesBefore, kills == 0 ? train("killed", settings) : resumed("killed")) ? 1 : 0;
        }
        assertThat(kills).isPositive();
        assertThat(Files.readString(sae("killed").resolve("run.json"))).contains("\"running\"");
        JsonNode ended = done(resumed("killed"));
        assertThat(ended.get("parameters_sha256").asString()).isEqualTo(whole);
        assertThat(ended.get("steps").asInt()).isEqualTo(120);
    }

    /** Runs the real command in a process of its own and kills it when its log has so many lines. */
    private static boolean killedAfter(int lines, String[] arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(withCommon(arguments)));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("LATENT_WORKBENCH_HOME", home.toString());
        Process process = builder.start();
        Path log = sae("killed").resolve("log.jsonl");
        while (process.isAlive() && lines(log) < lines) {
            boolean _ = process.waitFor(2, TimeUnit.MILLISECONDS);
        }
        boolean killed = process.isAlive();
        process.destroyForcibly().waitFor();
        return killed;
    }

    private static long lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        }
    }

    @Test
    void aRunIsRepeatedFromItsFileAlone() throws IOException {
        JsonNode first = done(train("first", "--width", "64", "--steps", "30", "--seed", "5"));
        Path copy = Files.copy(sae("first").resolve("run.json"), home.resolve("copied-run.json"));
        JsonNode again = done("train", "--from", copy.toString(), "--name", "again");
        assertThat(again.get("parameters_sha256")).isEqualTo(first.get("parameters_sha256"));
        assertThat(again.get("reproduced").asBoolean()).isTrue();
        assertThat(again.get("fvu")).isEqualTo(first.get("fvu"));

        String other = Files.readString(copy).replaceFirst("\"corpus\" : \"[0-9a-f]{64}\"", "\"corpus\" : \"00ff\"");
        Path changed = Files.writeString(home.resolve("changed-run.json"), other);
        assertThat(run("train", "--from", changed.toString(), "--name", "no").error())
                .contains("is not the one the run was trained on");
        assertThat(run("train", "--from", copy.toString(), "--name", "no", "--k", "3")
                        .error())
                .contains("--k is what the other run says");
    }

    @Test
    void aBranchGoesOnWithOtherSettingsAndCanItselfBeRepeated() {
        done(train("trunk", "--width", "64", "--steps", "40", "--checkpoint-every", "10"));
        JsonNode states = done("runs", "--checkpoints", "trunk").get("checkpoints");
        assertThat(states).extracting(state -> state.get("step").asInt()).contains(20, 30, 40);
        JsonNode branch = done(
                "train",
                "--branch",
                "trunk@20",
                "--learning-rate",
                "1e-3",
                "--k",
                "6",
                "--steps",
                "50",
                "--name",
                "twig");
        assertThat(branch.get("steps").asInt()).isEqualTo(50);
        JsonNode row = find(done("runs").get("runs"), "twig");
        assertThat(row.get("branch_of").asString()).isEqualTo("trunk@20");
        assertThat(row.get("k").asInt()).isEqualTo(6);
        JsonNode again = done("train", "--from", sae("twig").resolve("run.json").toString(), "--name", "twig-again");
        assertThat(again.get("reproduced").asBoolean()).isTrue();
        assertThat(run("train", "--branch", "trunk@20", "--width", "32", "--name", "no")
                        .error())
                .contains("--width is what the other run says");
        assertThat(run("train", "--branch", "trunk@33", "--name", "no").error()).contains("20, 30, 40");
        assertThat(run("train", "--branch", "trunk", "--name", "no").error()).contains("more steps");
    }

    @Test
    void aSweepTrainsTheGridGoesOnAfterAStopAndIsFitted() throws IOException {
        String[] sweep = sweep("sizes", "--widths", "32,48,64,96", "--ks", "2,4", "--steps", "40");
        var cancellation = new Cancellation();
        cancellation.request();
        assertThat(CliRun.run(home, cancellation, withCommon(sweep)).code()).isEqualTo(130);
        JsonNode rows = done(sweep).get("runs");
        assertThat(rows).hasSize(8).allMatch(row -> row.get("status").asString().equals("finished"));
        assertThat(rows.get(3).get("settings").get("width").asString()).isEqualTo("48");
        assertThat(rows.get(3).get("width").asInt()).isEqualTo(48);
        assertThat(rows.get(3).get("k").asInt()).isEqualTo(4);

        String alone = done(train("alone", "--width", "48", "--steps", "40"))
                .get("parameters_sha256")
                .asString();
        assertThat(rows.get(3).get("parameters_sha256").asString()).isEqualTo(alone);

        JsonNode again = done(sweep).get("runs");
        assertThat(again).isEqualTo(rows);

        CliRun csv = CliRun.in(
                home,
                "runs",
                "--sweep",
                "sizes",
                "--format",
                "csv",
                "--workspace",
                home.resolve("work").toString());
        assertThat(csv.out().lines()).hasSize(9).first().asString().startsWith("run,status,kind,width,k,seed");

        Path svg = home.resolve("fits.svg");
        JsonNode fits = done("scaling", "--sweep", "sizes", "--svg", svg.toString());
        assertThat(fits.get("points").asInt()).isEqualTo(8);
        assertThat(fits.get("fits")).hasSize(3);
        assertThat(fits.get("fits").get(2).get("coefficients")).hasSize(6);
        assertThat(Files.readString(svg)).contains("<svg", "k 4");
        assertThat(run("scaling", "--sweep", "none").error()).contains("no sweep \"none\"");
    }

    @Test
    void anySettingCanBeVariedAndTooFewRunsAreNotFitted() {
        JsonNode rows = done(sweep(
                        "rates",
                        "--width",
                        "32",
                        "--k",
                        "4",
                        "--steps",
                        "20",
                        "--vary",
                        "learning-rate=1e-3,3e-3",
                        "--vary",
                        "batch=64,128"))
                .get("runs");
        assertThat(rows).hasSize(4);
        assertThat(rows).extracting(row -> row.get("batch").asInt()).containsExactly(64, 128, 64, 128);
        assertThat(run("scaling", "--sweep", "rates").error()).contains("at least 4 autoencoders");
        assertThat(run(sweep("x", "--width", "32", "--k", "4", "--vary", "colour=red"))
                        .error())
                .contains("--vary colour=red");
        assertThat(run(sweep("x", "--width", "32", "--k", "4")).error()).contains("what to vary");
    }

    @Test
    void aRunWithoutProgressEndsByItself() {
        JsonNode early =
                done(train("early", "--width", "64", "--steps", "3000", "--patience", "20", "--improvement", "0.3"));
        assertThat(early.get("steps").asInt()).isLessThan(3000);
    }

    private static JsonNode find(JsonNode rows, String run) {
        for (JsonNode row : rows) {
            if (row.get("run").asString().equals(run)) {
                return row;
            }
        }
        throw new AssertionError("no run " + run);
    }

    private static Path sae(String name) {
        return home.resolve("work").resolve("saes").resolve(name);
    }

    private static String[] train(String name, String... more) {
        return concat(concat(new String[] {"train", "--name", name}, SMALL), more);
    }

    private static String[] resumed(String name) {
        return new String[] {"train", "--name", name, "--resume"};
    }

    private static String[] sweep(String name, String... more) {
        return concat(
                new String[] {"sweep", "--name", name, "--activations", "acts", "--kind", "topk"},
                concat(new String[] {"--batch", "128", "--learning-rate", "3e-3"}, more));
    }

    private static String[] concat(String[] one, String[] other) {
        return Stream.of(one, other).flatMap(Arrays::stream).toArray(String[]::new);
    }

    private static JsonNode done(String... arguments) {
        CliRun run = run(arguments);
        assertThat(run.code()).as(Arrays.toString(arguments) + "\n" + run.err()).isZero();
        return run.json();
    }

    private static CliRun run(String... arguments) {
        return CliRun.in(home, withCommon(arguments));
    }

    private static String[] withCommon(String... arguments) {
        return concat(arguments, new String[] {
            "--json", "--quiet", "--workspace", home.resolve("work").toString()
        });
    }
}
