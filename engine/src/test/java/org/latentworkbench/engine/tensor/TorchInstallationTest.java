package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.ResourceException;

class TorchInstallationTest {
    @TempDir
    Path folder;

    private Path library(String... names) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("lib"));
        for (String name : names) {
            Files.createFile(libraries.resolve(System.mapLibraryName(name)));
        }
        return libraries;
    }

    private static TorchInstallation at(Path libraries) {
        return TorchInstallation.chosen(Map.of("PYTORCH_LIBRARY_PATH", libraries.toString()))
                .orElseThrow();
    }

    @Test
    void withoutTheVariableThereIsNone() {
        assertThat(TorchInstallation.chosen(Map.of())).isEmpty();
        assertThat(TorchInstallation.chosen(Map.of("PYTORCH_LIBRARY_PATH", ""))).isEmpty();
    }

    @Test
    void theFlavorIsThatOfTheLibrariesUnlessThePersonGaveOne() throws IOException {
        Path libraries = library("torch");
        assertThat(at(libraries).flavor(Map.of())).isEqualTo("cpu");
        assertThat(at(libraries).flavor(Map.of("PYTORCH_FLAVOR", "cu126"))).isNull();
        library("torch_cuda");
        assertThat(at(libraries).flavor(Map.of())).isEqualTo("cu128");
    }

    @Test
    void theFirstPlaceOfSeveralIsTakenAndTheLibraryItselfMayBeNamed() throws IOException {
        Path libraries = library("torch");
        assertThat(at(Path.of(folder + File.pathSeparator + libraries)).folder())
                .isEqualTo(libraries);
        assertThat(at(libraries.resolve(System.mapLibraryName("torch"))).folder())
                .isEqualTo(libraries);
    }

    @Test
    void aPlaceWithoutLibrariesIsNamed() {
        assertThatThrownBy(() -> at(folder))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("unset it");
    }

    @Test
    void anotherVersionIsRefusedUnlessALibraryForItLiesThere() throws IOException {
        Path libraries = library("torch");
        assertThatCode(() -> at(libraries).check()).doesNotThrowAnyException();
        Path python = folder.resolve("version.py");
        Files.writeString(python, "from typing import Optional\n__version__ = '2.7.1+cu128'\n");
        assertThatCode(() -> at(libraries).check()).doesNotThrowAnyException();
        Files.writeString(python, "from typing import Optional\n__version__ = '2.11.0+cu130'\n");
        assertThatThrownBy(() -> at(libraries).check())
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("2.11.0+cu130")
                .hasMessageContaining("2.7.1");
        Files.writeString(folder.resolve("build-version"), "2.6.0+cpu\n");
        assertThatThrownBy(() -> at(libraries).check()).hasMessageContaining("2.6.0");
        library("djl_torch");
        assertThatCode(() -> at(libraries).check()).doesNotThrowAnyException();
    }
}
