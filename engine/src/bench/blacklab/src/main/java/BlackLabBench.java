import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import nl.inl.blacklab.index.DocumentFormats;
import nl.inl.blacklab.index.Indexer;
import nl.inl.blacklab.indexers.config.ConfigInputFormat;
import nl.inl.blacklab.queryParser.corpusql.CorpusQueryLanguageParser;
import nl.inl.blacklab.search.BlackLab;
import nl.inl.blacklab.search.BlackLabIndex;
import nl.inl.blacklab.search.results.Hit;
import nl.inl.blacklab.search.results.Hits;
import nl.inl.blacklab.search.results.QueryInfo;
import nl.inl.blacklab.search.results.SearchSettings;

/**
 * The same token queries in BlackLab, over a corpus of {@code bench search --folder}: prints hit counts and times beside those
 * that {@code bench search --json} found. BlackLab's hits are stretches, ours last tokens; so distinct last tokens are counted.
 * Arguments: the bench's folder, queries.tsv, our answer as JSON, rounds.
 */
public final class BlackLabBench {
    private static final int WARM_UP = 2;

    private BlackLabBench() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        File index = folder.resolve("blacklab").toFile();
        Path queries = Path.of(arguments[1]);
        ConfigInputFormat format =
                new ConfigInputFormat(queries.resolveSibling("tokens.blf.yaml").toFile());
        DocumentFormats.add(format);
        if (!index.exists()) {
            long begun = System.nanoTime();
            index(folder, index, format);
            System.out.printf("BlackLab's index took %.1f s%n", (System.nanoTime() - begun) / 1e9);
        }
        JsonNode ours = new ObjectMapper().readTree(new File(arguments[2])).get("queries");
        compare(index, Files.readAllLines(queries), ours, Integer.parseInt(arguments[3]));
        System.exit(0);
    }

    private static void index(Path folder, File into, ConfigInputFormat format) throws Exception {
        Path corpus = folder.resolve("corpus");
        JsonNode texts = new ObjectMapper().readTree(corpus.resolve("vocabulary.json").toFile()).get("texts");
        var tokens = ByteBuffer.wrap(Files.readAllBytes(corpus.resolve("tokens.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        var starts = ByteBuffer.wrap(Files.readAllBytes(corpus.resolve("documents.bin")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asLongBuffer();
        Path text = folder.resolve("tokens.tsv");
        try (var out = new PrintWriter(Files.newBufferedWriter(text, StandardCharsets.UTF_8))) {
            for (int d = 0; d + 1 < starts.limit(); d++) {
                out.println("<doc>");
                for (long p = starts.get(d); p < starts.get(d + 1); p++) {
                    out.println(visible(texts.get(Short.toUnsignedInt(tokens.get((int) p))).asText()));
                }
                out.println("</doc>");
            }
        }
        Indexer indexer = Indexer.create(BlackLab.openForWriting(into, true, format), format.getName());
        indexer.setNumberOfThreadsToUse(1);
        indexer.index(text.toFile());
        indexer.close();
    }

    /** Signs that a tabular file or a query would take for its own. */
    private static String visible(String text) {
        return text.replace(' ', '·').replace('"', '〃').replace('\n', '⏎').replace('<', '‹').replace('\t', '⇥');
    }

    private static void compare(File folder, List<String> queries, JsonNode ours, int rounds) throws Exception {
        List<Double> theirTimes = new ArrayList<>();
        List<Double> ourTimes = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        int equal = 0;
        int counted = 0;
        try (BlackLabIndex index = BlackLab.open(folder)) {
            System.out.println("BlackLab " + BlackLab.version() + ", " + index.metadata().tokenCount() + " tokens");
            System.out.printf("%9s %9s %10s %10s %7s  %s%n", "ours", "BlackLab", "ours ms", "BlackLab", "times", "query");
            for (int q = 0; q < queries.size(); q++) {
                String cql = queries.get(q).split("\t")[1];
                double[] times = new double[rounds];
                long ends = 0;
                try {
                    for (int round = -WARM_UP; round < rounds; round++) {
                        long begun = System.nanoTime();
                        QueryInfo info = QueryInfo.create(index, index.mainAnnotatedField(), false);
                        Hits hits = index.find(
                                CorpusQueryLanguageParser.parse(cql).toQuery(info), SearchSettings.get(-1, -1));
                        hits.size();
                        if (round >= 0) {
                            times[round] = (System.nanoTime() - begun) / 1e6;
                        } else {
                            ends = ends(hits);
                        }
                    }
                } catch (nl.inl.blacklab.exceptions.InvalidQuery e) {
                    System.out.println("BlackLab does not take " + cql + ": " + e.getMessage());
                    continue;
                }
                JsonNode our = ours.get(q);
                double theirMs = median(times);
                double ourMs = 1000 * our.get("match_seconds").asDouble();
                theirTimes.add(theirMs);
                ourTimes.add(ourMs);
                ratios.add(theirMs / ourMs);
                counted++;
                equal += ends == our.get("matches").asLong() ? 1 : 0;
                System.out.printf(
                        "%9d %9d %10.2f %10.2f %7.1f  %s%n",
                        our.get("matches").asLong(), ends, ourMs, theirMs, theirMs / ourMs, cql);
            }
        }
        System.out.printf(
                "%d of %d hit counts agree; medians %.2f ms here, %.2f ms in BlackLab: %.1f times;"
                        + " median of the ratios %.1f%n",
                equal,
                counted,
                median(ourTimes),
                median(theirTimes),
                median(theirTimes) / median(ourTimes),
                median(ratios));
    }

    private static long ends(Hits hits) {
        Set<Long> ends = new HashSet<>();
        for (Hit hit : hits) {
            ends.add((long) hit.doc() << 32 | hit.end());
        }
        return ends.size();
    }

    private static double median(List<Double> values) {
        return median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
