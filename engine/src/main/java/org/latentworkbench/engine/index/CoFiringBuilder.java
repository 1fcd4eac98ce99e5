package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.job.JobContext;

/**
 * Finds for every latent those that fire on the same tokens most beyond chance, by lift N·C/(n_a·n_b). All pairs are counted, a
 * run of latents at a time, so that a table of fixed size serves any number of latents; of more than {@link #SAMPLE} tokens a
 * part spread evenly over the corpus decides which pairs are looked at. What is kept of those is counted exactly, over all tokens.
 */
final class CoFiringBuilder {
    /** Partners kept of a latent at most. */
    static final int PARTNERS = 12;

    /** Tokens on which all pairs are counted. */
    static final long SAMPLE = 4L << 20;

    /** Bytes of tables held at a time, by all threads together. */
    static final long MEMORY = 64L << 20;

    private static final int MOST_THREADS = 4;

    /** With fewer common tokens a large lift says little; less is asked of latents that are themselves rare. */
    private static final long ENOUGH = 100;

    private static final long RARE_SHARE = 20;

    private final ActivationStore store;
    private final LatentTotals totals;
    private final long[] least;
    private final long memory;
    private final int step;
    private final JobContext job;
    private final List<TreeSet<Partner>> candidates;

    /** A latent that fires together with another one. */
    private record Partner(int latent, long joint, double lift) {
        static final Comparator<Partner> BEST = Comparator.comparingDouble(Partner::lift)
                .reversed()
                .thenComparing(Comparator.comparingLong(Partner::joint).reversed())
                .thenComparingInt(Partner::latent);
    }

    private CoFiringBuilder(ActivationStore store, LatentTotals totals, long sample, long memory, JobContext job) {
        this.store = store;
        this.totals = totals;
        this.memory = memory;
        this.job = job;
        least = Arrays.stream(totals.counts)
                .map(count -> Math.max(2, Math.min(ENOUGH, count / RARE_SHARE)))
                .toArray();
        step = Math.toIntExact(Math.max(1, Math.ceilDiv(store.tokens(), sample)));
        candidates = IntStream.range(0, store.latents())
                .mapToObj(_ -> new TreeSet<>(Partner.BEST))
                .toList();
    }

    static void write(Path directory, ActivationStore store, LatentTotals totals, JobContext job) throws IOException {
        write(directory, store, totals, SAMPLE, MEMORY, job);
    }

    static void write(
            Path directory, ActivationStore store, LatentTotals totals, long sample, long memory, JobContext job)
            throws IOException {
        new CoFiringBuilder(store, totals, sample, memory, job).write(directory);
    }

    private void write(Path directory) throws IOException {
        int threads = threads();
        long perLatent = (long) store.latents() * Integer.BYTES * threads;
        int run = Math.clamp(memory / perLatent, 1, Math.ceilDiv(store.latents(), threads));
        var next = new AtomicInteger();
        run(Collections.nCopies(threads, () -> {
            var counts = new PairCounts(run, store.latents());
            for (int first = next.getAndAdd(run); first < store.latents(); first = next.getAndAdd(run)) {
                counts.count(store, first, Math.min(store.latents(), first + run), step, job.quiet());
                offer(counts);
            }
            return true;
        }));
        int[] starts = new int[store.latents() + 1];
        for (int latent = 0; latent < store.latents(); latent++) {
            starts[latent + 1] = starts[latent] + candidates.get(latent).size();
        }
        int[] partners = candidates.stream()
                .flatMap(TreeSet::stream)
                .mapToInt(Partner::latent)
                .toArray();
        keep(directory, sums(store, starts, partners, latent -> totals.counts[latent], job));
    }

    /** All pairs of a run of latents, for both of them. */
    private void offer(PairCounts counts) {
        synchronized (candidates) {
            for (int one = counts.first(); one < counts.end(); one++) {
                for (int other = one + 1; other < store.latents(); other++) {
                    long joint = (long) counts.joint(one, other) * step;
                    if (joint >= least[one]) {
                        offer(one, other, joint);
                    }
                    if (joint >= least[other]) {
                        offer(other, one, joint);
                    }
                }
            }
        }
    }

    private void offer(int latent, int other, long joint) {
        TreeSet<Partner> best = candidates.get(latent);
        double lift = lift(latent, other, joint);
        // What a sample says is looked at more widely than what is kept in the end.
        int most = step == 1 ? PARTNERS : 2 * PARTNERS;
        if (best.size() == most && lift < best.last().lift()) {
            return;
        }
        best.add(new Partner(other, joint, lift));
        if (best.size() > most) {
            best.pollLast();
        }
    }

    private double lift(int latent, int other, long joint) {
        return (double) joint * store.tokens() / ((double) totals.counts[latent] * totals.counts[other]);
    }

    private void keep(Path directory, PairSums sums) {
        int latents = store.latents();
        int[] starts = new int[latents + 1];
        int slots = candidates.stream().mapToInt(TreeSet::size).sum();
        int[] partners = new int[slots];
        long[] joint = new long[slots];
        float[] asParent = new float[slots];
        float[] asChild = new float[slots];
        int slot = 0;
        for (int latent = 0; latent < latents; latent++) {
            for (Partner partner : exact(latent, sums)) {
                int pair = sums.pair(latent, partner.latent());
                boolean smaller = latent < partner.latent();
                double own = sums.squares(pair, smaller);
                double other = sums.squares(pair, !smaller);
                double product = sums.product(pair);
                partners[slot] = partner.latent();
                joint[slot] = partner.joint();
                asParent[slot] = (float) (product / Math.sqrt(own * totals.squares[partner.latent()]));
                asChild[slot] = (float) (product / Math.sqrt(other * totals.squares[latent]));
                slot++;
            }
            starts[latent + 1] = slot;
        }
        CoFiring.write(
                directory,
                starts,
                Arrays.copyOf(partners, slot),
                Arrays.copyOf(joint, slot),
                Arrays.copyOf(asParent, slot),
                Arrays.copyOf(asChild, slot));
    }

    private List<Partner> exact(int latent, PairSums sums) {
        return candidates.get(latent).stream()
                .map(partner -> {
                    long joint = sums.joint(sums.pair(latent, partner.latent()));
                    return new Partner(partner.latent(), joint, lift(latent, partner.latent(), joint));
                })
                .filter(partner -> partner.joint() >= least[latent])
                .sorted(Partner.BEST)
                .limit(PARTNERS)
                .toList();
    }

    /** Exact sums for the partners of all latents, each pair once. */
    static PairSums sums(
            ActivationStore store, int[] starts, int[] partners, IntToLongFunction tokens, JobContext job) {
        List<TreeSet<Integer>> pairs = IntStream.range(0, store.latents())
                .mapToObj(_ -> new TreeSet<Integer>())
                .toList();
        for (int latent = 0; latent < store.latents(); latent++) {
            for (int slot = starts[latent]; slot < starts[latent + 1]; slot++) {
                pairs.get(Math.min(latent, partners[slot])).add(Math.max(latent, partners[slot]));
            }
        }
        int[] begins = new int[store.latents() + 1];
        for (int latent = 0; latent < store.latents(); latent++) {
            begins[latent + 1] = begins[latent] + pairs.get(latent).size();
        }
        int[] others = pairs.stream()
                .flatMap(TreeSet::stream)
                .mapToInt(Integer::intValue)
                .toArray();
        var sums = new PairSums(begins, others);
        int[] cuts = sums.runs(threads(), tokens);
        List<Callable<Boolean>> runs = new ArrayList<>();
        for (int run = 0; run < threads(); run++) {
            int from = cuts[run];
            int end = cuts[run + 1];
            runs.add(() -> {
                sums.add(store, from, end, job.quiet());
                return true;
            });
        }
        try {
            run(runs);
        } catch (IOException e) {
            throw new ResourceException("Cannot read the index (" + e.getMessage() + ").", e);
        }
        return sums;
    }

    private static int threads() {
        return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST_THREADS);
    }

    private static void run(List<Callable<Boolean>> runs) throws IOException {
        try (var pool = Executors.newFixedThreadPool(threads())) {
            List<Future<Boolean>> begun = runs.stream().map(pool::submit).toList();
            for (Future<Boolean> each : begun) {
                Background.result(each);
            }
        }
    }
}
