package org.latentworkbench.engine.activation;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.text.BosRule;

/**
 * How rows from elsewhere become a cache: which documents they form, which rows of BOS are left out, and what the person
 * or the files say about model, hook and contexts.
 *
 * @param model name of the model
 * @param hook where in it
 * @param contextLength tokens of a context
 * @param bos whether the model saw BOS before each context
 * @param starts first row of each document, and the number of rows; a single document if nothing is known
 * @param dropsFirst whether the first row of each document is that of BOS and is left out
 */
public record ImportPlan(
        String model, HookPoint hook, int contextLength, BosRule bos, long[] starts, boolean dropsFirst) {
    /** What a harvest has unless told otherwise. */
    private static final int USUAL_CONTEXT = 128;

    /**
     * Makes the plan.
     *
     * @param begin the tokenizer's BOS, if there is a tokenizer and it has one
     * @throws BadInputException if the model or the hook is not known, or documents do not fit the rows
     */
    public static ImportPlan of(ImportedRows rows, ImportOptions options, OptionalInt begin) {
        ExportFile beside = ExportFile.beside(rows.folder());
        String model = model(rows, options).orElseThrow(() -> missing("--model", "the model"));
        HookPoint hook = options.hook()
                .or(() -> beside.knownHook().map(HookPoint::parse))
                .orElseThrow(() -> missing("--hook", "the place in the model, such as resid_post.2"));
        int shaped = rows.contextLength().orElse(0);
        int length = options.contextLength().or(beside::knownContext).orElse(shaped > 0 ? shaped : USUAL_CONTEXT);
        long[] starts = rows.documentStarts().isPresent()
                ? checked(rows.documentStarts().get(), rows.rows())
                : rows.tokens().isPresent()
                        ? every(shaped > 0 ? shaped : length, rows.rows())
                        : new long[] {0, rows.rows()};
        boolean begun = begin.isPresent()
                && rows.tokens()
                        .map(ids -> allBegin(ids, starts, begin.getAsInt()))
                        .orElse(false);
        boolean drops = begun && options.bos().orElse(BosRule.EACH_CONTEXT) == BosRule.EACH_CONTEXT;
        BosRule usual = drops ? BosRule.EACH_CONTEXT : BosRule.NONE;
        int kept = drops && options.contextLength().isEmpty() && shaped > 1 ? length - 1 : length;
        return new ImportPlan(
                model, hook, kept, options.bos().or(beside::knownBos).orElse(usual), starts, drops);
    }

    /** Name of the model, as far as the person or a file beside the rows says it. */
    public static Optional<String> model(ImportedRows rows, ImportOptions options) {
        return options.model().or(() -> ExportFile.beside(rows.folder()).knownModel());
    }

    private static BadInputException missing(String option, String what) {
        return new BadInputException(
                "Nothing says where these activations come from: give " + option + ", " + what + ".");
    }

    private static long[] checked(long[] starts, long rows) {
        for (int d = 0; d < starts.length; d++) {
            if (starts[d] < (d == 0 ? 0 : starts[d - 1] + 1) || starts[d] > rows) {
                throw new BadInputException("The document starts of the files are not in order: number " + d + " is "
                        + starts[d] + " of " + rows + " rows.");
            }
        }
        if (starts.length < 2 || starts[0] != 0 || starts[starts.length - 1] != rows) {
            throw new BadInputException(
                    "The document starts of the files do not run from 0 to the number of rows, " + rows + ".");
        }
        return starts;
    }

    private static long[] every(int length, long rows) {
        long[] starts = new long[Math.toIntExact(Math.ceilDiv(rows, (long) length)) + 1];
        for (int d = 0; d < starts.length; d++) {
            starts[d] = Math.min(rows, (long) d * length);
        }
        return starts;
    }

    private static boolean allBegin(int[] ids, long[] starts, int begin) {
        for (int d = 0; d + 1 < starts.length; d++) {
            if (ids[(int) starts[d]] != begin) {
                return false;
            }
        }
        return true;
    }

    /** Number of rows that are kept. */
    public long rows() {
        return starts[starts.length - 1] - dropped();
    }

    /** Number of rows that are left out because they are those of BOS. */
    public long dropped() {
        return dropsFirst ? starts.length - 1L : 0;
    }

    /** First kept row of a document. */
    long from(int document) {
        return starts[document] + (dropsFirst ? 1 : 0);
    }

    /** Token ids of the documents, without those that have none left. */
    public Iterator<int[]> documents(int[] ids) {
        return new Iterator<>() {
            private int next = skip(0);

            private int skip(int document) {
                int at = document;
                while (at + 1 < starts.length && from(at) >= starts[at + 1]) {
                    at++;
                }
                return at;
            }

            @Override
            public boolean hasNext() {
                return next + 1 < starts.length;
            }

            @Override
            public int[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int[] document = java.util.Arrays.copyOfRange(ids, (int) from(next), (int) starts[next + 1]);
                next = skip(next + 1);
                return document;
            }
        };
    }
}
