package org.latentworkbench.engine.search.mining;

import java.util.List;
import org.latentworkbench.engine.search.TokenWriter;

/**
 * One alternative of a script: a last token with what stands before it.
 *
 * @param conditions at most two
 * @param last the last token
 */
record Rule(List<Condition> conditions, TokenSet last) {
    /** How much there is to read. */
    int size() {
        return conditions.size() + last.size();
    }

    /** @param variable a name that no other rule of the script uses */
    String script(TokenGroups groups, TokenWriter writer, String variable) {
        var looks = new StringBuilder();
        String front = "";
        boolean repeated = false;
        for (Condition condition : conditions) {
            if (condition.repeated() && !condition.absent()) {
                repeated = true;
            } else if (condition.absent()) {
                looks.append("(?<!").append(condition.before()).append(')');
            } else if (front.isEmpty()) {
                front = condition.before();
            } else {
                looks.append("(?<=").append(condition.before()).append(')');
            }
        }
        String block = last.script(groups, writer);
        if (repeated) {
            // The earlier token is free; what stands before the last one is told by look-behind.
            String behind = front.isEmpty() ? "" : "(?<=" + front + ")";
            return "[" + variable + "=" + block + "].*" + behind + looks + "[" + variable + "]";
        }
        return front + looks + block;
    }
}
