package org.latentworkbench.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.lm.BuiltInModel;

class TokenizerLibraryTest {
    @Test
    void theLibraryThatComesAlongIsAskedForWhateverTheMachineHas(@TempDir Path folder) throws Exception {
        BuiltInModel.copyTo(folder);
        assertThat(Tokenizer.load(folder).encode("Once upon a time")).isNotEmpty();
        assertThat(System.getProperty("RUST_FLAVOR")).isEqualTo("cpu");
    }
}
