package org.latentworkbench.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.error.BadInputException;

class DocumentsTest {
    @TempDir
    Path folder;

    private Path file(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static List<Document> read(Path... paths) {
        try (Stream<Document> documents = Documents.read(List.of(paths))) {
            return documents.toList();
        }
    }

    @Test
    void separatesTextAtTheMarkLineAlone() throws IOException {
        Path file =
                file("a.txt", "one\n\ntwo  \n<|endoftext|>\n\n<|endoftext|>\r\nthree <|endoftext|> inside\r\nfour\r\n");
        assertThat(read(file))
                .containsExactly(
                        new Document("a.txt #1", "one\n\ntwo  "),
                        new Document("a.txt #2", "three <|endoftext|> inside\nfour"));
    }

    @Test
    void readsAFieldOfJsonLines() throws IOException {
        Path file =
                file("a.jsonl", "{\"text\": \"caf\\u00e9\\nx\", \"id\": 1}\n\n{\"text\": \"  \"}\n{\"text\":\"b\"}");
        assertThat(read(file)).extracting(Document::text).containsExactly("caf\u00e9\nx", "b");
        Path other = file("b.ndjson", "{\"story\": \"s\"}");
        try (Stream<Document> documents = Documents.read(List.of(other), "story")) {
            assertThat(documents.map(Document::text)).containsExactly("s");
        }
    }

    @Test
    void readsFoldersByNameAndLeavesOtherFilesOut() throws IOException {
        file("sub/b.txt", "second");
        file("a.txt", "first");
        file("sub/c.jsonl", "{\"text\": \"third\"}");
        file("picture.png", "no text");
        file(".hidden.txt", "hidden");
        assertThat(read(folder)).extracting(Document::text).containsExactly("first", "second", "third");
    }

    @Test
    void keepsDirtAndDropsTheByteOrderMark() throws IOException {
        Path file = file("a.txt", "\uFEFFhe said \u00e2\u20ac\u0153hi\u00e2\u20ac\u009d");
        assertThat(read(file))
                .extracting(Document::text)
                .containsExactly("he said \u00e2\u20ac\u0153hi\u00e2\u20ac\u009d");
    }

    @Test
    void givesAHugeDocumentInPartsThatLoseNothing() throws IOException {
        String line = "x\ud83d\ude00".repeat(Documents.MAX_CHARACTERS / 2);
        List<Document> parts = read(file("a.txt", line));
        assertThat(parts).hasSizeGreaterThan(1);
        assertThat(parts).allMatch(part -> part.text().length() <= Documents.MAX_CHARACTERS);
        assertThat(String.join("", parts.stream().map(Document::text).toList())).isEqualTo(line);
    }

    @Test
    void namesFileAndLineOfWhatIsWrong() throws IOException {
        assertThatThrownBy(() -> read(folder.resolve("no.txt")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no.txt");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no .txt, .jsonl or .ndjson");
        Path json = file("bad.jsonl", "{\"text\": \"a\"}\n{broken\n");
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 2");
        Path field = file("field.jsonl", "{\"text\": \"a\"}\n{\"txt\": \"a\"}\n");
        assertThatThrownBy(() -> read(field))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("no field \"text\"");
        Path number = file("number.jsonl", "{\"text\": 3}");
        assertThatThrownBy(() -> read(number))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no string");
        Path latin = folder.resolve("latin.txt");
        Files.write(latin, "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(latin))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not UTF-8");
    }

    @Test
    void theTinyStoriesAreAllThere() {
        Path file = SharedData.path("corpora/tinystories_combined.txt");
        List<Document> stories = read(file);
        assertThat(stories).hasSize(3442);
        assertThat(stories).anyMatch(story -> story.text().contains("\u00e2\u20ac"));
    }
}
