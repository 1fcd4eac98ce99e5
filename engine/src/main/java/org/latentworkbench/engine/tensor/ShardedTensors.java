package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;

/** A model whose weights are spread over several safetensors files; the index's map says where a tensor is. */
final class ShardedTensors implements TensorSource {
    private final Path index;
    private final Map<String, SafetensorsFile> byTensor = new LinkedHashMap<>();
    private final Map<String, SafetensorsFile> byFile = new LinkedHashMap<>();

    private ShardedTensors(Path index) {
        this.index = index;
    }

    static ShardedTensors open(Path index) {
        JsonNode map = Manifest.readTree(index).path("weight_map");
        if (!map.isObject() || map.isEmpty()) {
            throw new BadInputException(index + ": field \"weight_map\" is missing or empty.");
        }
        ShardedTensors result = new ShardedTensors(index);
        boolean opened = false;
        try {
            for (Map.Entry<String, JsonNode> entry : map.properties()) {
                result.add(entry.getKey(), entry.getValue());
            }
            opened = true;
            return result;
        } finally {
            if (!opened) {
                result.close();
            }
        }
    }

    private void add(String tensor, JsonNode file) {
        String name = file.isString() ? file.asString() : "";
        // A plain name and nothing else: the index comes from outside and must not point out of its folder.
        if (name.isEmpty()
                || name.contains("/")
                || name.contains("\\")
                || name.contains(":")
                || name.startsWith("..")) {
            throw new BadInputException(index + ": \"weight_map\" sends tensor `" + tensor + "` to " + file
                    + ", which is not the plain name of a file in the same folder.");
        }
        Path path = index.resolveSibling(name);
        if (!Files.isRegularFile(path)) {
            throw new BadInputException(
                    index + " names the file " + name + ", which is not there. Download the missing shard.");
        }
        SafetensorsFile shard = byFile.get(name);
        if (shard == null) {
            shard = SafetensorsFile.open(path);
            byFile.put(name, shard);
        }
        if (!shard.names().contains(tensor)) {
            throw new BadInputException(
                    index + ": \"weight_map\" says that " + name + " holds tensor `" + tensor + "`, but it does not.");
        }
        byTensor.put(tensor, shard);
    }

    @Override
    public Path path() {
        return index;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(byTensor.keySet());
    }

    @Override
    public TensorInfo info(String name) {
        return shard(name).info(name);
    }

    @Override
    public Map<String, String> metadata() {
        return byFile.values().iterator().next().metadata();
    }

    @Override
    public void copyFloats(String name, long first, long count, MemorySegment target) {
        shard(name).copyFloats(name, first, count, target);
    }

    @Override
    public long[] longs(String name) {
        return shard(name).longs(name);
    }

    @Override
    public void close() {
        byFile.values().forEach(SafetensorsFile::close);
    }

    private SafetensorsFile shard(String name) {
        SafetensorsFile shard = byTensor.get(name);
        if (shard == null) {
            throw new BadInputException(index + " has no tensor `" + name + "`.");
        }
        return shard;
    }
}
