package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;

class TensorSourceTest {
    @TempDir
    Path folder;

    private void shard(String file, String tensor, float value) {
        SafetensorsWriter.write(
                folder.resolve(file), List.of(TensorData.ofFloats(tensor, new float[] {value}, 1)), Map.of());
    }

    private void index(String map) throws IOException {
        Files.writeString(folder.resolve("model.safetensors.index.json"), "{\"weight_map\":" + map + "}");
    }

    @Test
    void theMapSaysWhereATensorIs() throws IOException {
        shard("one.safetensors", "a", 1);
        shard("two.safetensors", "b", 2);
        index("{\"b\":\"two.safetensors\",\"a\":\"one.safetensors\"}");
        try (TensorSource source = TensorSource.openModel(folder)) {
            assertThat(source.names()).containsExactly("b", "a");
            assertThat(source.floats("a")).containsExactly(1);
            assertThat(source.floats("b")).containsExactly(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.safetensors", "/etc/passwd", "sub/x.safetensors", "..", "C:\\x", ""})
    void aShardMayNotLieOutsideTheFolder(String name) throws IOException {
        index("{\"a\":\"" + name.replace("\\", "\\\\") + "\"}");
        assertThatThrownBy(() -> TensorSource.openModel(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("plain name");
    }

    @Test
    void saysWhichShardIsMissing() throws IOException {
        index("{\"a\":\"model-00001-of-00002.safetensors\"}");
        assertThatThrownBy(() -> TensorSource.openModel(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model-00001-of-00002.safetensors");
    }

    @Test
    void saysWhichTensorAShardLacks() throws IOException {
        shard("one.safetensors", "a", 1);
        index("{\"z\":\"one.safetensors\"}");
        assertThatThrownBy(() -> TensorSource.openModel(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("`z`");
    }

    @Test
    void refusesPicklesWithTheRemedy() throws IOException {
        Files.writeString(folder.resolve("pytorch_model.bin"), "x");
        assertThatThrownBy(() -> TensorSource.openModel(folder))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("safe_serialization=True");
    }

    @Test
    void saysWhatAModelFolderNeeds() {
        assertThatThrownBy(() -> TensorSource.openModel(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("model.safetensors");
    }
}
