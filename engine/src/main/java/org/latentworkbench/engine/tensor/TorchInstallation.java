package org.latentworkbench.engine.tensor;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.ResourceException;

/**
 * A libtorch that a person chose in place of the one this program brings.
 *
 * @param folder where its libraries are
 */
record TorchInstallation(Path folder) {
    /** What DJL's own libraries are built for. */
    static final String VERSION = "2.7.1";

    private static final String PATH = "PYTORCH_LIBRARY_PATH";
    private static final String FLAVOR = "PYTORCH_FLAVOR";
    private static final Pattern NUMBER = Pattern.compile("\\d+\\.\\d+\\.\\d+");
    private static final Pattern PYTHON = Pattern.compile("__version__ = '([^']+)'");

    /**
     * The one that the environment names.
     *
     * @throws ResourceException if there is none where it says
     */
    static Optional<TorchInstallation> chosen(Map<String, String> environment) {
        String path = environment.get(PATH);
        if (path == null || path.isBlank()) {
            return Optional.empty();
        }
        String library = System.mapLibraryName("torch");
        for (String entry : path.split(Pattern.quote(File.pathSeparator))) {
            Path place;
            try {
                place = Path.of(entry);
            } catch (InvalidPathException e) {
                continue; // is no place
            }
            if (Files.isRegularFile(place.resolve(library))) {
                return Optional.of(new TorchInstallation(place));
            }
            Path parent = place.getParent();
            if (parent != null && place.endsWith(library) && Files.isRegularFile(place)) {
                return Optional.of(new TorchInstallation(parent));
            }
        }
        throw new ResourceException(PATH + " is " + path + ", where there is no " + library
                + ". Let it name the folder \"lib\" of a PyTorch " + VERSION + ", or unset it.");
    }

    /**
     * What DJL has to be told: left alone it asks for libraries for compilers before C++11, which it no longer brings.
     *
     * @return a value for {@value #FLAVOR}; null if the person gave one
     */
    @Nullable
    String flavor(Map<String, String> environment) {
        String given = environment.get(FLAVOR);
        if (given != null && !given.isBlank()) {
            return null;
        }
        return Files.exists(folder.resolve(System.mapLibraryName("torch_cuda"))) ? "cu128" : "cpu";
    }

    /**
     * Refuses another version, in which operations fail or end the process, unless DJL's library for it lies beside it.
     *
     * @throws ResourceException if it is another one
     */
    void check() {
        String found = version();
        boolean known = NUMBER.matcher(found).lookingAt();
        if (known && !found.startsWith(VERSION) && !Files.exists(folder.resolve(System.mapLibraryName("djl_torch")))) {
            throw new ResourceException("The PyTorch in " + folder + " is " + found + ", and this program needs "
                    + VERSION + ". Let " + PATH + " name the folder \"lib\" of that one, or unset it.");
        }
    }

    /** The version it says it is; empty if it does not say. */
    private String version() {
        Path parent = folder.toAbsolutePath().normalize().getParent();
        if (parent == null) {
            return "";
        }
        try {
            Path plain = parent.resolve("build-version"); // in a downloaded libtorch
            if (Files.isRegularFile(plain)) {
                return Files.readString(plain).strip();
            }
            Path python = parent.resolve("version.py"); // in an installed PyTorch
            if (Files.isRegularFile(python)) {
                Matcher matcher = PYTHON.matcher(Files.readString(python));
                return matcher.find() ? matcher.group(1) : "";
            }
        } catch (IOException e) {
            return ""; // then loading it shows whether it fits
        }
        return "";
    }
}
