package org.latentworkbench.engine.workspace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.Manifest;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/**
 * {@code labels.jsonl}: one JSON object a line, only ever appended to, so a crash costs at most the line being written;
 * the last line of a latent wins. Lines that cannot be read are passed over and stay in the file.
 */
final class LabelFile {
    private static final ObjectWriter ONE_LINE = Manifest.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

    private final Path path;
    private final Clock clock;
    private @Nullable Map<String, SortedMap<Integer, Label>> content;

    LabelFile(Path path, Clock clock) {
        this.path = path;
        this.clock = clock;
    }

    synchronized SortedMap<Integer, Label> labels(String sae) {
        SortedMap<Integer, Label> labels = content().get(sae);
        return labels == null ? Collections.emptySortedMap() : new TreeMap<>(labels);
    }

    synchronized void append(String sae, int latent, Label label) {
        Map<String, SortedMap<Integer, Label>> labels = content();
        var line = Manifest.mapper().createObjectNode();
        line.put("sae", sae);
        line.put("latent", latent);
        line.put("label", label.label());
        line.put("note", label.note());
        line.put("starred", label.starred());
        line.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        write(ONE_LINE.writeValueAsString(line) + "\n");
        keep(labels, sae, latent, label);
    }

    private Map<String, SortedMap<Integer, Label>> content() {
        Map<String, SortedMap<Integer, Label>> known = content;
        if (known == null) {
            known = read();
            content = known;
        }
        return known;
    }

    private Map<String, SortedMap<Integer, Label>> read() {
        Map<String, SortedMap<Integer, Label>> labels = new HashMap<>();
        if (!Files.exists(path)) {
            return labels;
        }
        int number = 0;
        // Malformed bytes become U+FFFD instead of an error: a damaged line must not hide the others.
        try (var reader =
                new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                number++;
                if (!line.isBlank() && !take(line, labels)) {
                    LoggerFactory.getLogger(LabelFile.class).warn("{}: line {} is damaged", path, number);
                }
            }
        } catch (IOException e) {
            throw new ResourceException("Cannot read " + path + " (" + Reasons.of(e) + ").", e);
        }
        return labels;
    }

    private static boolean take(String line, Map<String, SortedMap<Integer, Label>> labels) {
        try {
            JsonNode node = Manifest.mapper().readTree(line);
            if (!node.path("sae").isString() || !node.path("latent").canConvertToInt()) {
                return false;
            }
            keep(
                    labels,
                    node.path("sae").asString(),
                    node.path("latent").asInt(),
                    new Label(
                            node.path("label").asString(""),
                            node.path("note").asString(""),
                            node.path("starred").asBoolean(false)));
            return true;
        } catch (JacksonException damaged) {
            return false;
        }
    }

    private static void keep(Map<String, SortedMap<Integer, Label>> labels, String sae, int latent, Label label) {
        SortedMap<Integer, Label> ofSae = labels.computeIfAbsent(sae, _ -> new TreeMap<>());
        if (label.isEmpty()) {
            ofSae.remove(latent);
        } else {
            ofSae.put(latent, label);
        }
    }

    private void write(String line) {
        try (FileChannel channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            // A line that a crash cut off must not swallow the one written now.
            String text = end > 0 && !endsWithNewline(channel, end) ? "\n" + line : line;
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new ResourceException("Cannot write " + path + " (" + Reasons.of(e) + ").", e);
        }
    }

    private static boolean endsWithNewline(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        channel.read(last, size - 1);
        return last.get(0) == '\n';
    }
}
