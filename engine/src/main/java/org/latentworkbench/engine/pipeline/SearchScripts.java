package org.latentworkbench.engine.pipeline;

import java.util.List;

/** Typical scripts for measuring searches, written for the stories of the built-in generator: 48 of them. */
final class SearchScripts {
    private static final String FIFTY =
            "( cat| dog| bird| fish| frog| cow| hen| duck| goose| sheep| goat| pig| horse| pony| mouse"
                    + "| rabbit| fox| wolf| bear| deer| owl| crow| parrot| hamster| hedgehog| squirrel| turtle| kitten| puppy| lamb"
                    + "| badger| beaver| donkey| king| queen| sailor| farmer| baker| teacher| doctor| painter| gardener| neighbor"
                    + "| cousin| sister| brother| mother| father| grandma| grandpa)";

    /** Literals, alternations, regular expressions, repeats, look-arounds, back-references and tests of latents. */
    static final List<String> TYPICAL = List.of(
            // literals and phrases
            " the",
            " treasure",
            "Once upon a time",
            " looked at the",
            " golden crown",
            // alternations
            "( Lily| Tim| Tom| Ben| Mia| Sue)",
            "( big| little| small| old| happy| sad) ( girl| boy| cat| dog)",
            FIFTY,
            " the" + FIFTY,
            FIFTY + "( said| asked| shouted)",
            "( ran| went| came) to the( pond| river| lake| park)",
            // regular expressions on one token
            "[re ` [A-Z][a-z]+`]",
            "[re `[.!?]\"?`]",
            "[re `.*(ing|ed)$`]",
            "[re `(ing|ed)$` search=True]",
            "[re_tok_set ` (be|de|re)[a-z]{3,}`]",
            "[flex `he|she|they|it`]",
            "[re ` [a-z]+`][re ` [a-z]+`][re `[.!?]`]",
            // repeats
            "[re ` [a-z]+`]{4,}[re `[.!?]`]",
            " the.{3}\\.",
            " a( very| little| big){,2}( girl| boy| dog| man)",
            "\"[re `[^\"]+`]+\"",
            " She.* and",
            "(.{2}){3}\\.",
            // look-arounds
            "(?<= said).",
            "(?<= said).{1,3}",
            " a(?! little| big| time)",
            "(?<! the| a)( cat| dog| bird| king)",
            "(?<=[re ` [a-z]+`]{3}),",
            " [re ` [A-Z][a-z]+`](?=( and|,)[re ` [A-Z].*`])",
            "(?<!.).",
            " the(?=" + FIFTY + "( and|\\.))",
            // definitions and sentences
            "det = ( a| the| his| her| their| my)\nadj = ( big| little| small| old| red| green| golden)\n[det][adj]{,2}[re ` [a-z]{3,}`]( and| to)",
            "who = ([flex `he|she|they|it`]|[re ` [A-Z][a-z]+`])\n[who]( was| is| had)[re ` [a-z]+`]",
            "[prefix (Once upon a time)]",
            "within{6} the.*[re `[.!?]`]",
            "[doc_start].{3}",
            // back-references
            "[a=.].*[a]",
            "[w=[re ` [A-Z][a-z]+`]].{1,20}[w]",
            "[a=.][b=.].*[a](?=[b])",
            "[a=.][b=.].*[a][b]",
            "[v=[re ` [A-Z][a-z]+`]].*[var_variant [v]]",
            "([v= cat]| dog|[v= king]).{,20}[v]",
            // latents
            "[7]",
            "[11>1.5]",
            "[20 & !40]",
            "(?<=[30]) the",
            "[5][re ` [a-z]+`]");

    private SearchScripts() {}
}
