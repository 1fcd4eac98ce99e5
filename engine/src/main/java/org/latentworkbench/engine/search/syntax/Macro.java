package org.latentworkbench.engine.search.syntax;

import java.util.Arrays;
import java.util.Optional;

/** The names that mean something without being defined. */
public enum Macro {
    RE("re", "re `…`", "one token whose text a regular expression describes (search=True: somewhere in it)"),
    RE_TOK_SET("re_tok_set", "re_tok_set `…`", "the same as re, by another name"),
    FLEX("flex", "flex `…`", "as re, on the text without blanks around it and in lower case"),
    LITERALS("literals", "literals `…`", "any entry of a word list"),
    PREFIX("prefix", "prefix (…)", "the first tokens, one or more, of a match that is wholly there"),
    VAR_VARIANT("var_variant", "var_variant [v]", "the text of a variable again, with or without a blank before it"),
    VAR_VARIANT_PREFIX(
            "var_variant_prefix", "var_variant_prefix [v]", "the first tokens, one or more, of such a variant"),
    BEGIN("BEGIN", "BEGIN", "the token that begins a text, where the corpus holds it"),
    POS("pos", "pos", "nothing, of no width: kept for scripts written elsewhere"),
    DOC_START("doc_start", "doc_start", "the start of the document, of no width"),
    DOC_END("doc_end", "doc_end", "the end of the document, of no width");

    private final String text;
    private final String usage;
    private final String meaning;

    Macro(String text, String usage, String meaning) {
        this.text = text;
        this.usage = usage;
        this.meaning = meaning;
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    /** What to type between the brackets. */
    public String usage() {
        return usage;
    }

    /** What it matches, in a few words. */
    public String meaning() {
        return meaning;
    }

    /** The macro of a name. */
    public static Optional<Macro> named(String name) {
        return Arrays.stream(values()).filter(macro -> macro.text.equals(name)).findFirst();
    }
}
