package org.latentworkbench.engine.index;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.ArrayFile;

/** What each latent does over the whole corpus, from the stored (half float) activations. Immutable. */
public final class LatentStatistics {
    /** Bars of {@link #histogram}: equal steps from 0 to the latent's maximum. */
    public static final int BINS = 50;

    /** Length of {@link #topTokens} at most. */
    public static final int TOP_TOKENS = 20;

    static final String FILE = "statistics.bin";
    private static final String KIND = "latent-workbench/statistics";
    private static final int VERSION = 1;

    private final long tokens;
    private final int[] prefixes;
    private final long[] counts;
    private final double[] sums;
    private final double[] squares;
    private final float[] maxima;
    private final int[] histograms;
    private final int[] topCounts;
    private final int[] topTokens;
    private final float[] topValues;

    private LatentStatistics(long tokens, int[] prefixes, ArrayFile file) {
        this.tokens = tokens;
        this.prefixes = prefixes;
        int n = prefixes[prefixes.length - 1];
        counts = file.longs("count", n);
        sums = file.doubles("sum", n);
        squares = file.doubles("square", n);
        maxima = file.floats("max", n);
        histograms = file.ints("histogram", (long) n * BINS);
        topCounts = file.ints("topCount", n);
        topTokens = file.ints("topToken", (long) n * TOP_TOKENS);
        topValues = file.floats("topMean", (long) n * TOP_TOKENS);
    }

    static void write(Path directory, LatentTotals totals, TopTokens top) {
        Map<String, Object> arrays = new LinkedHashMap<>();
        arrays.put("count", totals.counts);
        arrays.put("sum", totals.sums);
        arrays.put("square", totals.squares);
        arrays.put("max", totals.maxima);
        arrays.put("histogram", totals.histograms);
        arrays.put("topCount", top.found());
        arrays.put("topToken", top.tokens());
        arrays.put("topMean", top.means());
        ArrayFile.write(directory.resolve(FILE), KIND, VERSION, arrays);
    }

    static LatentStatistics read(Path directory, long tokens, int[] prefixes, int vocabulary) {
        Path file = directory.resolve(FILE);
        var statistics = new LatentStatistics(tokens, prefixes.clone(), ArrayFile.read(file, KIND, VERSION));
        for (int token : statistics.topTokens) {
            if (token < 0 || token >= vocabulary) {
                throw new BadInputException(file + " names token " + token + ", the vocabulary has " + vocabulary
                        + " tokens. Build the index again.");
            }
        }
        return statistics;
    }

    /** Number of latents. */
    public int latents() {
        return counts.length;
    }

    /** Number of tokens everything is counted over. */
    public long tokens() {
        return tokens;
    }

    /** Number of tokens on which the latent fires. */
    public long count(int latent) {
        return counts[latent];
    }

    /** Share of tokens on which the latent fires. */
    public double density(int latent) {
        return tokens == 0 ? 0 : (double) counts[latent] / tokens;
    }

    /** Largest activation, 0 if dead. */
    public double max(int latent) {
        return maxima[latent];
    }

    /** Mean activation over the tokens on which it fires, 0 if dead. */
    public double mean(int latent) {
        return counts[latent] == 0 ? 0 : sums[latent] / counts[latent];
    }

    /** Mean activation over all tokens, silent ones included: E[a]. */
    public double meanOverAll(int latent) {
        return tokens == 0 ? 0 : sums[latent] / tokens;
    }

    /** Sum of the activations over all tokens, Σa. */
    public double sum(int latent) {
        return sums[latent];
    }

    /** L2 norm of the activations over all tokens, √Σa². */
    public double norm(int latent) {
        return Math.sqrt(squares[latent]);
    }

    /** Sum of the squared activations over all tokens, Σa². */
    public double sumOfSquares(int latent) {
        return squares[latent];
    }

    /** 1-based level: the first prefix that holds the latent. */
    public int level(int latent) {
        int level = 1;
        while (latent >= prefixes[level - 1]) {
            level++;
        }
        return level;
    }

    /** Number of levels, 1 for a flat autoencoder. */
    public int levels() {
        return prefixes.length;
    }

    /** Whether the latent is silent on the whole corpus. */
    public boolean dead(int latent) {
        return counts[latent] == 0;
    }

    /** Number of latents that are silent on the whole corpus. */
    public int deadCount() {
        return (int) Arrays.stream(counts).filter(count -> count == 0).count();
    }

    /** Tokens per bar: bar b counts activations in (b, b+1]·max/{@value #BINS}. */
    public int[] histogram(int latent) {
        return Arrays.copyOfRange(histograms, latent * BINS, (latent + 1) * BINS);
    }

    /** Token ids whose occurrences the latent marks best, by Σa/√(occurrences), best first. */
    public int[] topTokens(int latent) {
        int from = latent * TOP_TOKENS;
        return Arrays.copyOfRange(topTokens, from, from + topCounts[latent]);
    }

    /** Mean activation over all occurrences of each of {@link #topTokens}. */
    public float[] topTokenValues(int latent) {
        int from = latent * TOP_TOKENS;
        return Arrays.copyOfRange(topValues, from, from + topCounts[latent]);
    }
}
