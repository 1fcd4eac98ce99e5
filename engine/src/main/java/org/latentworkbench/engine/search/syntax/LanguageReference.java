package org.latentworkbench.engine.search.syntax;

import java.util.List;

/** All constructs of the language in the order in which one learns them: the source of the cheat sheet and the manual. */
public final class LanguageReference {
    /**
     * One construct.
     *
     * @param group heading under which it stands
     * @param syntax how it is written, in general
     * @param meaning what it matches, in one sentence
     * @param example a script that can be run as it is
     */
    public record Entry(String group, String syntax, String meaning, String example) {}

    private static final String TEXT = "Text";
    private static final String BLOCKS = "Blocks";
    private static final String AROUND = "Around";
    private static final String NAMES = "Names";
    private static final String TOKEN = "One token";
    private static final String BEYOND = "Beyond text";

    private static final List<Entry> ENTRIES = List.of(
            new Entry(
                    TEXT,
                    " a cat",
                    "This text, cut into tokens by itself; case and the leading blank count.",
                    " the little"),
            new Entry(TEXT, "\\.  \\n  \\#", "A character that has a meaning of its own, a line break.", " said\\."),
            new Entry(TEXT, "# …", "A comment up to the end of the line.", " said # who?"),
            new Entry(TEXT, "several lines", "Lines are parts of one phrase, one after the other.", "Once\n upon"),
            new Entry(BLOCKS, ".", "Any one token.", " the. and"),
            new Entry(BLOCKS, "(a|b)", "Any of several.", "( cat| dog| bird)"),
            new Entry(
                    BLOCKS,
                    "( a)*  +  ?",
                    "A block any number of times, at least once, at most once.",
                    " the( very)* big"),
            new Entry(BLOCKS, "( a){2}  {2,}  {,3}  {1,3}", "A block so many times.", " the.{1,3} and"),
            new Entry(
                    BLOCKS,
                    "within{n} …",
                    "A match of at most n tokens, in front of a pattern.",
                    "within{5} the.* and"),
            new Entry(
                    AROUND, "(?=p)  (?!p)", "What follows is, or is not, p; no token is passed.", " a(?! little| big)"),
            new Entry(AROUND, "(?<=p)  (?<!p)", "What stands before is, or is not, p.", "(?<= little) girl"),
            new Entry(AROUND, "[doc_start]  [doc_end]", "The start and the end of the document.", "[doc_start]."),
            new Entry(AROUND, "[pos]", "Nothing, of no width: kept for scripts written elsewhere.", " a[pos] little"),
            new Entry(
                    NAMES,
                    "name = p",
                    "A definition on a line of its own, used below as [name].",
                    "who = ( he| she)\n[who] said"),
            new Entry(NAMES, "[v=p] … [v]", "Binds the tokens of p to v; [v] is the same tokens again.", "[a=.].*[a]"),
            new Entry(
                    NAMES,
                    "[var_variant [v]]",
                    "The text of v again, with or without a blank before it.",
                    "[v=[re ` [A-Z][a-z]+`]].*[var_variant [v]]"),
            new Entry(
                    NAMES,
                    "[var_variant_prefix [v]]",
                    "The first tokens, one or more, of such a variant.",
                    "[v= Lily].*[var_variant_prefix [v]]"),
            new Entry(
                    NAMES,
                    "[prefix (…)]",
                    "The first tokens, one or more, of a match that is wholly there.",
                    "[prefix (Once upon a time)]"),
            new Entry(TOKEN, "[re `…`]", "A token whose text a regular expression describes.", "[re ` [A-Z][a-z]+`]"),
            new Entry(
                    TOKEN,
                    "[re `…` search=True]",
                    "The same, anywhere in the text of the token.",
                    "[re `ing$` search=True]"),
            new Entry(
                    TOKEN,
                    "[flex `…`]",
                    "The same on the text without blanks and in lower case.",
                    "[flex `he|she|they`]"),
            new Entry(TOKEN, "[re_tok_set `…`]", "The same as re, by another name.", "[re_tok_set ` [a-z]+`]"),
            new Entry(TOKEN, "[literals `name`]", "Any entry of a word list of the workspace.", ""),
            new Entry(
                    TOKEN, "[a & b]  [a | b]  [!a]", "Conditions on one token combined.", "[re ` .*` & !flex `the|a`]"),
            new Entry(TOKEN, "[BEGIN]", "The token that begins a text, where the corpus holds it.", "[BEGIN]Once"),
            new Entry(
                    BEYOND,
                    "[123]  [123>0.5]",
                    "A token on which latent 123 fires (more strongly than that).",
                    "[0>0.5]"),
            new Entry(BEYOND, "[label:\"…\"]", "A token on which a latent fires whose label has these words.", ""),
            new Entry(BEYOND, "[concept:…]", "A token that carries a concept, in corpora that know theirs.", ""));

    private LanguageReference() {}

    /** All constructs; an empty example needs names that only a workspace has. */
    public static List<Entry> entries() {
        return ENTRIES;
    }
}
