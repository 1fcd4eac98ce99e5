package org.latentworkbench.engine.lm;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.lm.kernel.Activation;
import tools.jackson.databind.JsonNode;

/** A model's {@code config.json}; every field is checked for type and range, because the sizes decide allocations. */
final class ConfigFile {
    /** Larger than any size of a real model; keeps products of two sizes far from overflow. */
    static final int MAX_SIZE = 1 << 24;

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

    /** A config that lies in no file. */
    static ConfigFile of(Map<String, ?> fields) {
        return new ConfigFile(Path.of("config.json"), Manifest.mapper().valueToTree(fields));
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

    /** A number of things: a whole number from 0 on. */
    int count(String field, int ifAbsent) {
        JsonNode node = root.path(field);
        return node.isIntegralNumber() && node.asInt(-1) == 0 ? 0 : size(field, ifAbsent);
    }

    /** The width of one head where the heads fill the residual stream. */
    int headWidth(String width, String heads) {
        if (size(width) % size(heads) != 0) {
            throw new BadInputException(path + ": " + width + " " + size(width) + " is not a multiple of " + heads + " "
                    + size(heads) + ".");
        }
        return size(width) / size(heads);
    }

    /**
     * A nonlinearity.
     *
     * @throws UnsupportedException if there is none of that name; the message lists those there are
     */
    Activation activation(String field, String ifAbsent) {
        String name = text(field, ifAbsent);
        return Activation.named(name)
                .orElseThrow(() -> new UnsupportedException(path + ": " + field + " \"" + name
                        + "\" is not supported; supported are " + Activation.allNames() + "."));
    }

    /** What changes rotary positions: {@code rope_scaling}, or {@code rope_parameters} as newer files call it. */
    JsonNode ropeNode() {
        JsonNode node = has("rope_scaling") ? root.path("rope_scaling") : root.path("rope_parameters");
        if (isSet(node) && (!node.isObject() || node.valueStream().anyMatch(JsonNode::isObject))) {
            throw new UnsupportedException(path + ": the rotary positions are not the same in all layers (" + node
                    + "); that is not supported.");
        }
        return node;
    }

    /** A positive number; one value if the field is absent, another if it is null. */
    double positiveUnlessNull(String field, double ifAbsent, double ifNull) {
        return isNull(field) ? ifNull : positive(field, ifAbsent);
    }

    /** Whether the field is there and null. */
    boolean isNull(String field) {
        return root.path(field).isNull();
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
