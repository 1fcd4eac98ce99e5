package org.latentworkbench.app.gui.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.workspace.SettingsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Named values of the window that outlive the program: its place, dividers, theme, where one was. Read once, written by
 * {@link #save()}. All methods belong to the interface thread.
 */
public final class Settings {
    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
    private static final String TOPIC = "window";

    private final SettingsFile file;
    private final ObjectNode values;

    /** @param file the user's settings, of which the window has one topic */
    public Settings(SettingsFile file) {
        this.file = file;
        this.values = file.read(TOPIC, ObjectNode.class)
                .orElseGet(() -> Manifest.mapper().createObjectNode());
    }

    /** The file these are part of, for other topics. */
    public SettingsFile file() {
        return file;
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

    /** Writes them; a failure is logged, nobody can do anything about it on the way out. */
    public void save() {
        try {
            file.write(TOPIC, values);
        } catch (WorkbenchException e) {
            LOG.warn("the window's settings are not kept", e);
        }
    }
}
