package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.MatchMask;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.RegexMatcher;
import org.latentworkbench.engine.search.TokenRegex;
import org.latentworkbench.engine.search.TokenWriter;
import org.latentworkbench.engine.search.syntax.TokenRegexException;

/**
 * Finds for latents of an index the short token regex that predicts where they fire. From the store alone: neither the language
 * model nor the autoencoder runs. The same index gives the same scripts.
 *
 * <p>Half of a sample of documents is learnt from: rules of a last token (some tokens, or a kind of token with exceptions) and what
 * stands before it (tokens at a distance or near by, the place in the document or the sentence, quotation marks, the same token
 * earlier) grow by F1, less a price for everything a person has to read. The other half is judged by the matcher of the search.
 * Keep a miner for many latents: what they share is made once. Safe for use by several threads while its index is open.
 */
public final class RegexMiner {
    private static final String VARIABLES = "abcdefgh";

    /** With fewer firings in the training documents nothing is learnt. */
    private static final int LEAST_FIRINGS = 4;

    private final LatentIndex index;
    private final RegexEnvironment environment;
    private final MiningSample sample;
    private final TokenGroups groups;
    private final TokenWriter writer;
    private final Features features;
    private final int[][] heldOut;

    /**
     * Reads a sample of the corpus.
     *
     * @param environment what scripts are resolved against
     */
    public RegexMiner(LatentIndex index, RegexEnvironment environment, MiningOptions options, JobContext job) {
        this.index = index;
        this.environment = environment;
        sample = MiningSample.of(index.corpus(), options.tokens(), job);
        groups = new TokenGroups(environment);
        writer = new TokenWriter(environment);
        features = new Features(sample.training(), groups, environment, job);
        MiningSample.Half judged = sample.heldOut();
        heldOut = new int[judged.documents()][];
        for (int d = 0; d < heldOut.length; d++) {
            heldOut[d] = Arrays.copyOfRange(judged.tokens(), judged.starts()[d], judged.starts()[d + 1]);
        }
    }

    /** Tokens of the documents that scripts are judged by. */
    public int heldOutTokens() {
        return sample.heldOut().size();
    }

    /** Explains one latent; empty if it fires too seldom, or nothing says where. */
    public Optional<MinedRegex> mine(int latent, JobContext job) {
        return mine(latent, latent + 1, job).stream().findFirst();
    }

    /**
     * Explains some latents.
     *
     * @param first the first latent
     * @param end the latent after the last; those about which nothing was found are left out
     */
    public List<MinedRegex> mine(int first, int end, JobContext job) {
        if (first < 0 || end > index.info().latents() || first > end) {
            throw new BadInputException("There are no latents " + first + " to " + (end - 1) + "; the last one is "
                    + (index.info().latents() - 1) + ".");
        }
        Firings training = Firings.of(index.store(), sample.training(), first, end, job);
        Firings judged = Firings.of(index.store(), sample.heldOut(), first, end, job);
        var search = new RuleSearch(features, writer, environment.vocabulary().size());
        List<MinedRegex> mined = new ArrayList<>();
        for (int latent = first; latent < end; latent++) {
            job.checkCancelled();
            mine(latent, search, training, judged).ifPresent(mined::add);
            job.progress(latent - first + 1L, (long) end - first);
        }
        return mined;
    }

    private Optional<MinedRegex> mine(int latent, RuleSearch search, Firings training, Firings judged) {
        int[] firings = new int[training.count(latent)];
        for (int i = 0; i < firings.length; i++) {
            firings[i] = training.position(latent, i);
        }
        if (firings.length < LEAST_FIRINGS) {
            return Optional.empty();
        }
        RuleSearch.Found found = search.find(firings);
        List<Rule> rules = found.rules();
        if (rules.isEmpty()) {
            return Optional.empty();
        }
        String script = script(rules);
        RegexMatcher matcher;
        try {
            matcher = TokenRegex.compile(script, environment).matcher();
        } catch (TokenRegexException e) {
            throw new BugException("The script made for latent " + latent + " is wrong: " + script, e);
        }
        return Optional.of(judge(latent, script, matcher, training, judged, found));
    }

    private String script(List<Rule> rules) {
        if (rules.size() == 1) {
            return rules.getFirst().script(groups, writer, VARIABLES.substring(0, 1));
        }
        List<String> options = new ArrayList<>();
        for (int r = 0; r < rules.size(); r++) {
            options.add(rules.get(r).script(groups, writer, VARIABLES.substring(r, r + 1)));
        }
        return TokenWriter.any(options);
    }

    private MinedRegex judge(
            int latent, String script, RegexMatcher matcher, Firings training, Firings judged, RuleSearch.Found found) {
        long[] matched = Bits.none(sample.heldOut().size());
        long matches = 0;
        for (int d = 0; d < heldOut.length; d++) {
            MatchMask mask = matcher.match(heldOut[d], heldOut[d].length);
            int start = sample.heldOut().starts()[d];
            for (int token = mask.next(0); token >= 0; token = mask.next(token + 1)) {
                Bits.set(matched, start + token);
                matches++;
            }
        }
        Sums learnt = Sums.of(training, latent, found.bits(), features.size());
        Sums seen = Sums.of(judged, latent, matched, sample.heldOut().size());
        long firings = judged.count(latent);
        double precision = matches == 0 ? 0 : (double) seen.hits / matches;
        double recall = firings == 0 ? 0 : (double) seen.hits / firings;
        double f1 = matches + firings == 0 ? 0 : 2.0 * seen.hits / (matches + firings);
        return new MinedRegex(
                latent,
                script,
                precision,
                recall,
                f1,
                seen.rSquared(
                        matches, learnt.mean(Bits.count(found.bits())), learnt.otherMean(Bits.count(found.bits()))),
                matches,
                firings,
                found.f1());
    }

    /** Sums of a latent's activations over the tokens of one half, and over those that match. */
    private record Sums(int tokens, long hits, double matched, double all, double squares) {
        static Sums of(Firings firings, int latent, long[] bits, int tokens) {
            long hits = 0;
            double matched = 0;
            double all = 0;
            double squares = 0;
            for (int i = 0; i < firings.count(latent); i++) {
                double value = firings.value(latent, i);
                all += value;
                squares += value * value;
                if (Bits.get(bits, firings.position(latent, i))) {
                    hits++;
                    matched += value;
                }
            }
            return new Sums(tokens, hits, matched, all, squares);
        }

        double mean(long matches) {
            return matches == 0 ? 0 : matched / matches;
        }

        double otherMean(long matches) {
            return matches == tokens ? 0 : (all - matched) / (tokens - matches);
        }

        /** 1 − Σ(a − â)² / Σ(a − ā)² for â one value on matches and another elsewhere. */
        double rSquared(long matches, double onMatches, double elsewhere) {
            double total = tokens == 0 ? 0 : squares - all * all / tokens;
            if (total <= 0) {
                return 0;
            }
            double wrong = squares
                    - 2 * (onMatches * matched + elsewhere * (all - matched))
                    + onMatches * onMatches * matches
                    + elsewhere * elsewhere * (tokens - matches);
            return 1 - wrong / total;
        }
    }
}
