package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;

/** Named tensors in one file or in several; read on demand, safe for concurrent reads until closed. */
public interface TensorSource extends AutoCloseable {
    /** Where the tensors come from, for messages. */
    Path path();

    /** Names of all tensors, in the order of the file. */
    Set<String> names();

    /**
     * What is known of a tensor.
     *
     * @throws BadInputException if there is none of that name
     */
    TensorInfo info(String name);

    /** Free string pairs of the file; empty if it has none. */
    Map<String, String> metadata();

    /**
     * Copies {@code count} elements from element {@code first} on as floats, whatever their type in the file. 64-bit and
     * 32-bit integers and doubles are rounded to the nearest float, {@code BOOL} gives 0 and 1.
     *
     * @param target at least {@code count} floats in native byte order
     */
    void copyFloats(String name, long first, long count, MemorySegment target);

    /**
     * The elements as whole numbers.
     *
     * @throws BadInputException if the tensor holds floating-point numbers
     */
    long[] longs(String name);

    @Override
    void close();

    /** Copies a whole tensor as floats into {@code target}, which must have exactly its size. */
    default void copyFloats(String name, MemorySegment target) {
        long elements = info(name).elements();
        if (target.byteSize() != elements * Float.BYTES) {
            throw new IllegalArgumentException(
                    name + " has " + elements + " elements, the target " + target.byteSize() + " bytes");
        }
        copyFloats(name, 0, elements, target);
    }

    /**
     * A whole tensor as a Java array.
     *
     * @throws ResourceException if it has more elements than a Java array
     */
    default float[] floats(String name) {
        float[] out = new float[arrayLength(name)];
        copyFloats(name, 0, out.length, MemorySegment.ofArray(out));
        return out;
    }

    /** The element count as an array length. */
    private int arrayLength(String name) {
        long elements = info(name).elements();
        if (elements > Integer.MAX_VALUE - 8) {
            throw new ResourceException(path() + ": tensor `" + name + "` has " + elements
                    + " elements, too many for one array; read it in parts.");
        }
        return (int) elements;
    }

    /**
     * Opens a file of arrays: safetensors, npy (whose array is called {@code array}), npz, or raw numbers {@code .bin} with
     * a JSON file beside it that says {@code dtype}, {@code shape} and, if need be, {@code order} and {@code byte_order}.
     *
     * @throws BadInputException if it is missing or damaged, or claims more than there is
     * @throws UnsupportedException if it is a pickle, holds Python objects or elements that are no numbers
     */
    static TensorSource open(Path file) {
        return ArrayFiles.open(file);
    }

    /**
     * Opens the weights of a Hugging Face model folder: {@code model.safetensors}, or the shards that
     * {@code model.safetensors.index.json} names.
     *
     * @throws BadInputException if there is neither, or a file is damaged
     * @throws UnsupportedException if the weights are there only as a pickle, which is never executed
     */
    static TensorSource openModel(Path directory) {
        Path single = directory.resolve("model.safetensors");
        if (Files.exists(single)) {
            return SafetensorsFile.open(single);
        }
        Path index = directory.resolve("model.safetensors.index.json");
        if (Files.exists(index)) {
            return ShardedTensors.open(index);
        }
        if (Files.exists(directory.resolve("pytorch_model.bin"))
                || Files.exists(directory.resolve("pytorch_model.bin.index.json"))) {
            throw new UnsupportedException(
                    directory + " holds its weights only as pytorch_model.bin, a pickle, which can"
                            + " run code and is not read. Re-save the model as safetensors, for example with"
                            + " model.save_pretrained(folder, safe_serialization=True) of transformers.");
        }
        throw new BadInputException(directory
                + " has no model.safetensors and no model.safetensors.index.json. Choose a Hugging Face model folder.");
    }
}
