package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
