package org.latentworkbench.app.gui.latents;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of numbers as a person writes it: {@code 0.5} and {@code >= 0.5} (at least), {@code > 0.5}, {@code < 2},
 * {@code <= 2}, {@code = 3}, {@code 0.5-2} or {@code 0.5..2} (both ends count).
 *
 * @param low least value
 * @param lowCounts whether {@code low} itself passes
 * @param high greatest value
 * @param highCounts whether {@code high} itself passes
 */
record NumberFilter(double low, boolean lowCounts, double high, boolean highCounts) {
    static final NumberFilter ALL = new NumberFilter(Double.NEGATIVE_INFINITY, true, Double.POSITIVE_INFINITY, true);

    private static final String NUMBER = "(\\d+(?:\\.\\d*)?(?:[eE][-+]?\\d+)?|\\.\\d+(?:[eE][-+]?\\d+)?)";
    private static final Pattern ONE = Pattern.compile("(>=|<=|≥|≤|>|<|=)?\\s*" + NUMBER);
    private static final Pattern RANGE = Pattern.compile(NUMBER + "\\s*(?:-|–|\\.\\.)\\s*" + NUMBER);

    /**
     * Reads a range.
     *
     * @param bare the sign of a number written alone, for example {@code ">="}
     * @return empty when it is not understood; everything for an empty text
     */
    static Optional<NumberFilter> parse(String text, String bare) {
        String written = text.strip();
        if (written.isEmpty()) {
            return Optional.of(ALL);
        }
        Matcher range = RANGE.matcher(written);
        if (range.matches()) {
            double a = Double.parseDouble(range.group(1));
            double b = Double.parseDouble(range.group(2));
            return Optional.of(new NumberFilter(Math.min(a, b), true, Math.max(a, b), true));
        }
        Matcher one = ONE.matcher(written);
        if (!one.matches()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(one.group(2));
        String sign = one.group(1) == null ? bare : one.group(1);
        return Optional.of(
                switch (sign) {
                    case ">" -> new NumberFilter(value, false, ALL.high, true);
                    case "<" -> new NumberFilter(ALL.low, true, value, false);
                    case "<=", "≤" -> new NumberFilter(ALL.low, true, value, true);
                    case "=" -> new NumberFilter(value, true, value, true);
                    default -> new NumberFilter(value, true, ALL.high, true);
                });
    }

    boolean accepts(double value) {
        return (lowCounts ? value >= low : value > low) && (highCounts ? value <= high : value < high);
    }

    boolean isAll() {
        return equals(ALL);
    }
}
