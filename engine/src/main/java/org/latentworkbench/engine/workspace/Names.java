package org.latentworkbench.engine.workspace;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.latentworkbench.engine.error.BadInputException;

/** Which names things may have: they are folder names on every operating system and parts of an index's name. */
final class Names {
    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Set<String> RESERVED =
            Set.of("con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3", "lpt4");

    private Names() {}

    /** @throws BadInputException if it cannot be the name of a thing */
    static String check(String name) {
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        if (!ALLOWED.matcher(name).matches()
                || name.contains("--")
                || name.endsWith(".")
                || RESERVED.contains(stem.toLowerCase(Locale.ROOT))) {
            throw new BadInputException(
                    "\"" + name + "\" cannot be a name: use 1 to 100 letters, digits, \".\", \"_\" or"
                            + " \"-\", beginning with a letter or digit, without \"--\".");
        }
        return name;
    }

    /** A legal name close to what someone wrote, for things named after a file; {@code fallback} if nothing is left. */
    static String suggest(String text, String fallback) {
        String name = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("-{2,}", "-");
        name = name.replaceAll("^[^A-Za-z0-9]+", "").replaceAll("[-.]+$", "");
        name = name.length() > 100 ? name.substring(0, 100) : name;
        String stem = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        return name.isEmpty() || RESERVED.contains(stem.toLowerCase(Locale.ROOT)) ? fallback : name;
    }
}
