package org.latentworkbench.engine.lm;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;

/** A model's {@code config.json}; every field is checked for type and range, because the sizes decide allocations. */
final class ConfigFile {
    /** Larger than any size of a real model; keeps products of two sizes far from overflow. */
    private static final int MAX_SIZE = 1 << 24;

    private final Path path;
    private final JsonNode root;

    private ConfigFile(Path path, JsonNode root) {
        this.path = path;
        this.root = root;
    }

    static ConfigFile read(Path modelDirectory) {
        Path path = modelDirectory.resolve("config.json");
        JsonNode root = Manifest.readTree(path);
        if (!root.isObject()) {
            throw new BadInputException(path + " is not a JSON object.");
        }
        return new ConfigFile(path, root);
    }

    Path path() {
        return path;
    }

    /** The raw node of a field; missing or null if it is not set. */
    JsonNode node(String field) {
        return root.path(field);
    }

    boolean has(String field) {
        return isSet(root.path(field));
    }

    /** A size: a whole number from 1 on. */
    int size(String field) {
        JsonNode node = root.path(field);
        if (!isSet(node)) {
            throw new BadInputException(path + ": field \"" + field + "\" is missing.");
        }
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 1 || node.asInt() > MAX_SIZE) {
            throw new BadInputException(path + ": field \"" + field + "\" is " + node
                    + ", expected a whole number from 1 to " + MAX_SIZE + ".");
        }
        return node.asInt();
    }

    int size(String field, int ifAbsent) {
        return has(field) ? size(field) : ifAbsent;
    }

    /** A positive number. */
    double positive(String field, double ifAbsent) {
        return positive(root, field, ifAbsent);
    }

    double positive(JsonNode object, String field, double ifAbsent) {
        JsonNode node = object.path(field);
        if (!isSet(node)) {
            return ifAbsent;
        }
        if (!node.isNumber() || !(node.asDouble() > 0) || Double.isInfinite(node.asDouble())) {
            throw new BadInputException(
                    path + ": field \"" + field + "\" is " + node + ", expected a number greater than 0.");
        }
        return node.asDouble();
    }

    boolean flag(String field, boolean ifAbsent) {
        JsonNode node = root.path(field);
        if (!isSet(node)) {
            return ifAbsent;
        }
        if (!node.isBoolean()) {
            throw new BadInputException(path + ": field \"" + field + "\" is " + node + ", expected true or false.");
        }
        return node.asBoolean();
    }

    String text(String field, String ifAbsent) {
        JsonNode node = root.path(field);
        return node.isString() ? node.asString() : ifAbsent;
    }

    /** A token id; some files give a list, of which the first counts. */
    OptionalInt token(String field) {
        JsonNode node = root.path(field);
        JsonNode first = node.isArray() ? node.path(0) : node;
        return first.isIntegralNumber() && first.canConvertToInt() && first.asInt() >= 0
                ? OptionalInt.of(first.asInt())
                : OptionalInt.empty();
    }

    static boolean isSet(JsonNode node) {
        return !node.isMissingNode() && !node.isNull();
    }
}
