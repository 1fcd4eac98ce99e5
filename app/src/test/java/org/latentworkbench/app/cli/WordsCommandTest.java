package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.lm.BuiltInModel;

/** Word lists are made, named in a script, and removed. */
class WordsCommandTest {
    @TempDir
    Path home;

    @BeforeEach
    void corpus() {
        BuiltInModel.copyTo(home.resolve("model"));
        done("model", "import", "built-in");
        done("corpus", "story", "--documents", "10", "--name", "tales", "--context", "64");
    }

    private CliRun run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 3);
        all[arguments.length] = "--workspace";
        all[arguments.length + 1] = home.resolve("work").toString();
        all[arguments.length + 2] = "--json";
        return CliRun.in(home, all);
    }

    private CliRun done(String... arguments) {
        CliRun run = run(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    @Test
    void aListMatchesWhatItsEntriesMatch() throws IOException {
        Path file = home.resolve("more.txt");
        Files.writeString(file, " the\r\n\n a  \n");
        done("words", "set", "few", " the", " a");
        done("words", "set", "more", "--file", file.toString());
        assertThat(done("words", "list").json().get("word_lists")).hasSize(2);
        assertThat(done("words", "show", "more").json().get("entries")).hasSize(2);
        long expected = count("( the| a)");
        assertThat(expected).isPositive();
        assertThat(count("[literals `few`]")).isEqualTo(expected);
        assertThat(count("[literals `more`]")).isEqualTo(expected);
        done("words", "delete", "few");
        CliRun gone = run("match", "[literals `few`]", "--corpus", "tales");
        assertThat(gone.code()).isEqualTo(2);
        assertThat(gone.error()).contains("few");
        assertThat(run("words", "show", "few").error()).contains("more");
        assertThat(run("words", "set", "../x", "a").error()).contains("cannot be a name");
    }

    @Test
    void theWorkspaceMayStandBeforeTheCommandAndTheNearerOneCounts() {
        Path other = home.resolve("other");
        String work = home.resolve("work").toString();
        done("words", "set", "few", " the");
        CliRun before = CliRun.in(home, "--workspace", other.toString(), "words", "set", "elsewhere", " a", "--json");
        assertThat(before.code()).as(before.err()).isZero();
        assertThat(other.resolve("word-lists/elsewhere.txt")).exists();
        CliRun both = CliRun.in(home, "--workspace", other.toString(), "words", "list", "--workspace", work, "--json");
        assertThat(both.json().get("word_lists").toString()).contains("few").doesNotContain("elsewhere");
    }

    @Test
    void scriptsAreLaidOutAndTheLanguageIsShown() {
        CliRun formatted = done("match", "(  cat ){0,}", "--format");
        assertThat(formatted.json().get("results").get(0).get("script").asString())
                .isEqualTo("( cat)*");
        assertThat(CliRun.in(home, "language").out()).contains("[literals `name`]");
    }

    private long count(String script) {
        return done("match", script, "--corpus", "tales")
                .json()
                .get("results")
                .get(0)
                .get("count")
                .asLong();
    }
}
