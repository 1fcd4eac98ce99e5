package org.latentworkbench.app.gui.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Named values that outlive the program. A file that cannot be read is set aside, never fatal: at worst the window
 * opens as on the first day. All methods belong to the interface thread.
 */
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    private final Path file;
    private final ObjectNode values;

    /** @param file the JSON file; need not exist */
    public Settings(Path file) {
        this.file = file;
        this.values = load(file);
    }

    /** The settings of the person who runs the program, where the system keeps such files. */
    public static Settings ofUser() {
        return new Settings(SettingsFolder.ofUser().resolve("settings.json"));
    }

    /** A text, if it was ever set. */
    public Optional<String> text(String key) {
        JsonNode node = values.path(key);
        return node.isString() ? Optional.of(node.asString()) : Optional.empty();
    }

    /** A number, or what is used until it is set. */
    public double number(String key, double otherwise) {
        JsonNode node = values.path(key);
        return node.isNumber() ? node.asDouble() : otherwise;
    }

    /** Yes or no, or what is used until it is set. */
    public boolean flag(String key, boolean otherwise) {
        JsonNode node = values.path(key);
        return node.isBoolean() ? node.asBoolean() : otherwise;
    }

    /** A list of texts; empty until it is set. */
    public List<String> texts(String key) {
        List<String> list = new ArrayList<>();
        values.path(key).forEach(node -> list.add(node.asString("")));
        return list;
    }

    /** Sets a text. */
    public void put(String key, String value) {
        values.put(key, value);
    }

    /** Sets a number. */
    public void put(String key, double value) {
        values.put(key, value);
    }

    /** Sets yes or no. */
    public void put(String key, boolean value) {
        values.put(key, value);
    }

    /** Sets a list of texts. */
    public void put(String key, List<String> value) {
        ArrayNode array = values.putArray(key);
        value.forEach(array::add);
    }

    /** Writes the file; a failure is logged, nobody can do anything about it on the way out. */
    public void save() {
        try {
            AtomicFile.writeText(file, Manifest.mapper().writeValueAsString(values) + "\n");
        } catch (WorkbenchException e) {
            LOG.warn("settings are not kept", e);
        }
    }

    private static ObjectNode load(Path file) {
        if (Files.isRegularFile(file)) {
            try {
                if (Manifest.readTree(file) instanceof ObjectNode object) {
                    return object;
                }
            } catch (WorkbenchException e) {
                LOG.warn("settings are read as if new", e);
            }
        }
        return Manifest.mapper().createObjectNode();
    }
}
