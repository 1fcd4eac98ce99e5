package org.latentworkbench.engine.search;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.CancelledException;

/**
 * Finds matches of patterns whose variables are all bound in a start of fixed length, each {@link Way} by its own means.
 * Documents for which this does not pay, or that hold what it does not know, are left to the general way.
 */
final class AssignedFinder implements Finder {
    /** One pass for each binding would be dear in longer documents; the general way goes through a document once. */
    private static final int MOST_TOKENS = 4096;

    private final List<Branch> branches;
    private final boolean linear;
    private final SameTokens same;
    private final Supplier<Finder> makeGeneral;
    private final BooleanSupplier cancelled;
    private @Nullable Finder general;

    /**
     * @param twins for each token the smallest one that counts as equal
     * @param general makes the general way when it is needed
     */
    AssignedFinder(
            List<Way> ways,
            TokenSets sets,
            int[] twins,
            RegexEnvironment environment,
            BooleanSupplier cancelled,
            Supplier<Finder> general) {
        this.same = new SameTokens(twins);
        Variants variants = new Variants(environment, twins);
        this.branches = ways.stream()
                .<Branch>map(way -> switch (way) {
                    case AssignedPlan plan -> new AssignedBranch(plan, sets, same, variants, cancelled);
                    case Way.Echo echo -> new EchoBranch(echo, twins);
                    case Way.VariantEcho echo -> new VariantBranch(echo, same, variants, twins.length);
                })
                .toList();
        this.linear = branches.stream().allMatch(Branch::linear);
        this.makeGeneral = general;
        this.cancelled = cancelled;
    }

    @Override
    public boolean find(DocumentTokens document, long[] marks) {
        if (cancelled.getAsBoolean()) {
            throw new CancelledException("Stopped.");
        }
        boolean told = linear || (document.length() <= MOST_TOKENS && same.read(document));
        for (int i = 0; told && i < branches.size(); i++) {
            told = branches.get(i).find(document, marks);
        }
        return told || general().find(document, marks);
    }

    @Override
    public int longestStart(DocumentTokens document, int lastToken) {
        return general().longestStart(document, lastToken);
    }

    private Finder general() {
        Finder known = general;
        if (known == null) {
            known = makeGeneral.get();
            general = known;
        }
        return known;
    }
}
