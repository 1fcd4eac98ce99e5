package org.latentworkbench.engine.lm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.Tokenizer;

/**
 * The documents of a training, the last tenth of which (400 at most) is held out.
 *
 * @param trained those that are trained on
 * @param heldOut those that are measured on
 */
record TrainingTexts(List<Document> trained, List<Document> heldOut) {
    private static final int MOST_HELD_OUT = 400;
    private static final int FEWEST = 10;

    /** @throws BadInputException if there are too few */
    static TrainingTexts of(List<Document> documents) {
        if (documents.size() < FEWEST) {
            throw new BadInputException("Training a model takes at least " + FEWEST + " documents, given "
                    + documents.size() + ": some are held out to measure it.");
        }
        int cut = documents.size() - Math.min(MOST_HELD_OUT, documents.size() / FEWEST);
        return new TrainingTexts(documents.subList(0, cut), documents.subList(cut, documents.size()));
    }

    /** SHA-256 of all texts in order, in hex: a run may go on with the same ones only. */
    String fingerprint() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (List<Document> part : List.of(trained, heldOut)) {
                for (Document document : part) {
                    digest.update(document.text().getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) 0);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new BugException("SHA-256 is missing from this Java.", e);
        }
    }

    /** Token ids of each document that has any. */
    static List<int[]> encode(List<Document> documents, Tokenizer tokenizer, JobContext job) {
        List<int[]> tokens = new ArrayList<>(documents.size());
        for (Document document : documents) {
            job.checkCancelled();
            int[] ids = tokenizer.encode(document.text());
            if (ids.length > 0) {
                tokens.add(ids);
            }
        }
        return tokens;
    }

    /**
     * Cuts documents into contexts, evenly chosen if there are too many to measure on.
     *
     * @param length tokens of a context, BOS not counted
     * @param most contexts at most
     */
    static int[][] contexts(List<int[]> documents, int length, int most) {
        List<int[]> all = new ArrayList<>();
        for (int[] ids : documents) {
            for (int start = 0; start < ids.length; start += length) {
                all.add(java.util.Arrays.copyOfRange(ids, start, Math.min(ids.length, start + length)));
            }
        }
        int[][] chosen = new int[Math.min(most, all.size())][];
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = all.get((int) ((long) i * all.size() / chosen.length));
        }
        return chosen;
    }
}
