package org.latentworkbench.engine.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds a {@link Way.VariantEcho}: for each different text that is bound, goes to the places of its forms. */
final class VariantBranch implements Branch {
    private final Way.VariantEcho echo;
    private final Fit fit;
    private final SameTokens same;
    private final Variants variants;
    private final int[] seenIn;

    /** The forms of texts of one token. */
    private final @Nullable List<int[]>[] forms;

    private int document;

    /**
     * @param same has read the document whenever {@link #find} is called
     * @param vocabulary number of tokens
     */
    VariantBranch(Way.VariantEcho echo, SameTokens same, Variants variants, int vocabulary) {
        this.echo = echo;
        this.fit = new Fit(echo.head());
        this.same = same;
        this.variants = variants;
        this.seenIn = new int[vocabulary];
        this.forms = lists(vocabulary);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static @Nullable List<int[]>[] lists(int count) {
        return new List[count];
    }

    @Override
    public boolean linear() {
        return false;
    }

    @Override
    public boolean find(DocumentTokens tokens, long[] marks) {
        if (++document == Integer.MAX_VALUE) {
            java.util.Arrays.fill(seenIn, 0);
            document = 1;
        }
        for (int start = 0; start + fit.length() <= tokens.length(); start++) {
            if (fit.at(tokens, start)) {
                long after = (long) start + fit.length() + echo.least();
                if (after >= tokens.length()) {
                    return true;
                }
                for (int[] form : forms(tokens, start + echo.bound().offset())) {
                    mark(tokens, form, (int) after, marks);
                }
            }
        }
        return true;
    }

    /** The forms of the text bound at a place; none if an earlier head has bound the same. */
    private List<int[]> forms(DocumentTokens tokens, int place) {
        if (echo.bound().length() > 1) {
            int[] bound = new int[echo.bound().length()];
            for (int i = 0; i < bound.length; i++) {
                bound[i] = same.twin(tokens.token(place + i));
            }
            return variants.of(bound);
        }
        int twin = same.twin(tokens.token(place));
        if (seenIn[twin] == document) {
            return List.of();
        }
        seenIn[twin] = document;
        List<int[]> known = forms[twin];
        if (known == null) {
            known = variants.of(new int[] {twin});
            forms[twin] = known;
        }
        return known;
    }

    private void mark(DocumentTokens tokens, int[] form, int after, long[] marks) {
        for (int place = same.first(form[0]); place >= 0; place = same.next(place)) {
            if (place >= after) {
                int most = Math.min(form.length, tokens.length() - place);
                int common = 1;
                while (common < most && same.twin(tokens.token(place + common)) == form[common]) {
                    common++;
                }
                for (int count = echo.prefixes() ? 1 : form.length; count <= common; count++) {
                    BitWords.set(marks, place + count - 1);
                }
            }
        }
    }
}
