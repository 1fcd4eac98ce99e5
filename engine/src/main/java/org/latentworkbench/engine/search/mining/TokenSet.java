package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.search.TokenWriter;

/**
 * Tokens that one block of a script matches: a group without some tokens and with some others, or just some tokens.
 *
 * @param group the group, or -1
 * @param added tokens besides it, the most telling first
 * @param removed tokens of the group that are left out
 */
record TokenSet(int group, int[] added, int[] removed) {
    /** How much there is to read. */
    int size() {
        return added.length + removed.length + (group > TokenGroups.ANY ? 1 : 0);
    }

    /** One thing to read in it. */
    sealed interface Part {
        /** A token besides the group. */
        record Added(int token) implements Part {}

        /** A token that is left out of the group. */
        record Removed(int token) implements Part {}

        /** The group with all that is left out of it. */
        record Group() implements Part {}
    }

    /** What could be taken out of it. */
    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Arrays.stream(added).mapToObj(Part.Added::new).forEach(parts::add);
        Arrays.stream(removed).mapToObj(Part.Removed::new).forEach(parts::add);
        if (group >= 0 && added.length > 0) {
            parts.add(new Part.Group());
        }
        return parts;
    }

    /** The same set with less to read; empty if the part is not in it or it is all there is. */
    Optional<TokenSet> without(Part part) {
        TokenSet left =
                switch (part) {
                    case Part.Added(int token) -> new TokenSet(group, without(added, token), removed);
                    case Part.Removed(int token) -> new TokenSet(group, added, without(removed, token));
                    case Part.Group() -> new TokenSet(-1, added, new int[0]);
                };
        boolean same =
                left.group == group && left.added.length == added.length && left.removed.length == removed.length;
        return same || (left.group < 0 && left.added.length == 0) ? Optional.empty() : Optional.of(left);
    }

    private static int[] without(int[] tokens, int token) {
        return Arrays.stream(tokens).filter(other -> other != token).toArray();
    }

    /** Whether it is every token. */
    boolean any() {
        return group == TokenGroups.ANY && removed.length == 0;
    }

    /** All its tokens. */
    int[] tokens(TokenGroups groups) {
        int[] tokens = group < 0 ? new int[0] : groups.members(group);
        int[] all = Arrays.copyOf(tokens, tokens.length + added.length);
        System.arraycopy(added, 0, all, tokens.length, added.length);
        return removed.length == 0
                ? all
                : Arrays.stream(all)
                        .filter(token -> Arrays.stream(removed).noneMatch(out -> out == token))
                        .toArray();
    }

    /** One block. */
    String script(TokenGroups groups, TokenWriter writer) {
        List<String> options = new ArrayList<>();
        if (group >= 0) {
            String kind = groups.script(group);
            if (removed.length > 0) {
                // A test of one token alone can be combined with others, and any token passes the empty test.
                String test = kind.equals(".") ? "re `(?s).*`" : kind.substring(1, kind.length() - 1);
                options.add("[" + test + " & !re `" + writer.expression(removed) + "`]");
            } else {
                options.add(kind);
            }
        }
        for (int token : added) {
            writer.token(token).ifPresent(options::add);
        }
        return options.equals(List.of(".")) ? "." : TokenWriter.any(options);
    }
}
