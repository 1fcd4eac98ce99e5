package org.latentworkbench.engine.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is remembered of the user: one JSON object with a field a topic. Every part of the program reads and writes its own topic;
 * fields that it does not know are kept. A damaged file counts as empty and is set aside, for settings must never keep a
 * program from starting. Thread-safe.
 */
public final class SettingsFile {
    private final Path path;

    /** @param path the JSON file; it and its folder need not be there */
    public SettingsFile(Path path) {
        this.path = path;
    }

    /** Where the settings lie. */
    public Path path() {
        return path;
    }

    /**
     * Reads a topic.
     *
     * @param topic the field's name
     * @param type a record; fields it does not have are ignored
     * @return nothing if it is absent or damaged
     */
    public synchronized <T> Optional<T> read(String topic, Class<T> type) {
        JsonNode node = all().get(topic);
        if (node == null || node.isNull()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Manifest.mapper().treeToValue(node, type));
        } catch (JacksonException e) {
            LoggerFactory.getLogger(SettingsFile.class).warn("{}: ignoring the damaged topic {}", path, topic, e);
            return Optional.empty();
        }
    }

    /**
     * Writes a topic; fields of it that {@code value} does not have are kept.
     *
     * @throws org.latentworkbench.engine.error.ResourceException if the file cannot be written
     */
    public synchronized void write(String topic, Object value) {
        ObjectNode all = all();
        JsonNode node = Manifest.mapper().valueToTree(value);
        if (all.get(topic) instanceof ObjectNode before && node instanceof ObjectNode now) {
            before.setAll(now);
        } else {
            all.set(topic, node);
        }
        AtomicFile.writeText(path, Manifest.mapper().writeValueAsString(all) + "\n");
    }

    private ObjectNode all() {
        if (Files.exists(path)) {
            try {
                if (Manifest.readTree(path) instanceof ObjectNode object) {
                    return object;
                }
                LoggerFactory.getLogger(SettingsFile.class).warn("{} is not a JSON object", path);
            } catch (WorkbenchException e) {
                LoggerFactory.getLogger(SettingsFile.class).warn("{} cannot be read", path, e);
            }
            setAside();
        }
        return Manifest.mapper().createObjectNode();
    }

    private void setAside() {
        try {
            Files.move(
                    path,
                    path.resolveSibling(path.getFileName() + ".damaged"),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (java.io.IOException e) {
            LoggerFactory.getLogger(SettingsFile.class).warn("could not set {} aside", path, e);
        }
    }
}
