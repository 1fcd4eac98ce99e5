package org.latentworkbench.app.gui.search;

import java.util.Optional;
import org.latentworkbench.engine.search.syntax.Fix;
import org.latentworkbench.engine.search.syntax.TokenRegexException;

/**
 * Why a query cannot be asked.
 *
 * @param message one sentence
 * @param place line and column, for example {@code "2:18"}; empty when it has no place
 * @param offset first character to underline
 * @param length characters to underline
 * @param fix a mended form, if one is likely
 */
record QueryError(String message, String place, int offset, int length, Optional<Fix> fix) {
    static QueryError of(Throwable reason) {
        if (reason instanceof TokenRegexException wrong) {
            return new QueryError(
                    String.valueOf(wrong.getMessage()),
                    wrong.line() + ":" + wrong.column(),
                    wrong.offset(),
                    Math.max(1, wrong.length()),
                    wrong.fix());
        }
        String message = reason.getMessage();
        return new QueryError(message == null ? "The search failed." : message, "", 0, 0, Optional.empty());
    }
}
