package org.latentworkbench.engine.search.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReferencePageTest {
    @Test
    void thePageInTheRepositoryIsTheOneTheProgramPrints() throws IOException {
        // Maven runs the tests of a module in the folder of the module.
        assertThat(Files.readString(Path.of("../assets/token-regex.md")))
                .as("write it anew with: workbench language --markdown")
                .isEqualTo(ReferencePage.markdown());
    }

    @Test
    void everyConstructHasItsPlaceAndAllMacrosAreThere() {
        for (LanguageReference.Entry entry : LanguageReference.entries()) {
            assertThat(ReferencePage.plain()).contains(entry.syntax());
        }
        for (Macro macro : Macro.values()) {
            assertThat(ReferencePage.plain()).contains("[" + macro.text());
        }
        assertThat(ReferencePage.plain().lines()).allMatch(line -> line.length() <= 100);
    }
}
